"""The WSGI application that the server process runs."""

import os
import signal
import threading
import time

from django.core.wsgi import get_wsgi_application

from smallwins import config
from smallwins.server.whole import Application, Whole

_kind = "shared" if config.shared() else "settings"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"smallwins.server.{_kind}")


def _leave_with(parent: int) -> None:
    # A parent that was killed cannot tell its worker to stop: without this the worker would go on, holding the port.
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)


_parent = config.read().parent
if _parent is not None:
    threading.Thread(target=_leave_with, args=(_parent,), daemon=True).start()

application: Application = get_wsgi_application()

if _kind == "shared":
    from smallwins.accounts import post  # accounts can be loaded only now

    application = Whole(application)
    post.begin()
