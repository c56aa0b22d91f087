"""How gunicorn runs the portal: threads, for pages wait for the database, and workers for the cores."""

import multiprocessing
import os

bind = os.environ.get("PORTAL_BIND", "unix:/run/portal/web.sock")
worker_class = "gthread"
workers = int(os.environ.get("PORTAL_WORKERS", min(multiprocessing.cpu_count(), 4)))
threads = 4
# Reports in four formats take some seconds; nothing of a page takes longer than this.
timeout = 60
graceful_timeout = 30
# A worker is made anew now and then, so that memory which a large export took is given back.
max_requests = 2000
max_requests_jitter = 200
# The proxy's own log counts requests; here stands the path alone, never what somebody searched for.
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)sms"
