/* The write-ahead log of a register, brought into its database beside the work. Internal to src/store.
 *
 * A commit is durable once it stands in the log. Bringing the log's pages to their places is as much writing again and
 * waits for the disk twice more, which an import of many lists would do after each. So a thread with a connection of
 * its own does it while the next list is read. SQLite starts the log from its beginning again when all of it is in the
 * database at the moment a transaction begins; who begins one waits for that only where the log has grown long. */
#pragma once

#include "store/engine.h"

/* From now on the thread goes to work after each commit of this connection that leaves 16,000 pages (64 MB) or more in
 * the log. Where no thread can be made the connection does its work. */
void sqlite_log_watch(SkDb *db);
/* Before a transaction that writes: waits for the thread where the log has 64,000 pages (256 MB). */
void sqlite_log_make_room(SkStore *store);
/* Waits for the thread and closes its connection; the next long log has a new one. For who must be alone with the
 * database. */
void sqlite_log_stop(SkStore *store);
/* The same for good, with the store: no connection is left. */
void sqlite_log_end(SkStore *store);
