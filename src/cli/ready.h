/* Telling the program that started us how we are, as systemd wants it (sd_notify(3)). */
#pragma once

/* Sends `state`, such as "READY=1", when somebody asked for it by NOTIFY_SOCKET; otherwise nothing. */
void sk_ready_tell(const char *state);
