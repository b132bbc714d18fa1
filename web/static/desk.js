// Makes some pages nicer; nothing needs it. Keys of a section work while the section has the focus and nobody is writing:
// each button says its key in data-key, and pressing the key is pressing the button.
'use strict';
const section = document.querySelector('[data-keys]');
if (section) {
  section.focus({ preventScroll: true });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches('input, textarea, select')) return;
    const button = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    button.click();
  });
}
