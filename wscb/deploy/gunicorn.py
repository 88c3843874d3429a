"""How gunicorn serves a board. Read by `gunicorn --config`; WEB_CONCURRENCY and WEB_BIND override."""

import os

bind = os.environ.get("WEB_BIND", "0.0.0.0:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))
threads = 4
worker_class = "gthread"
timeout = 60
graceful_timeout = 30
max_requests = 2000
max_requests_jitter = 200
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112  a disk must not stop heartbeats
accesslog = None  # the request log says method and route; a path could carry a token
control_socket_disable = True  # nothing steers a container's processes but the container engine
