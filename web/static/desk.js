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
// A page about work that goes on looks again by itself, and becomes the next page when the work is done.
const progress = document.querySelector('[data-progress]');
if (progress) {
  const look = async () => {
    const answer = await fetch(progress.dataset.progress).catch(() => null);
    const page = answer && new DOMParser().parseFromString(await answer.text(), 'text/html');
    const now = page && page.getElementById('progress');
    if (page && !now) {
      window.location.assign(progress.dataset.progress);
      return;
    }
    if (now && now.innerHTML !== progress.innerHTML) progress.replaceChildren(...now.childNodes);
    setTimeout(look, 1000);
  };
  setTimeout(look, 1000);
}
