import gc
import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db.backends.signals import connection_created

from .crowding import Crowd, Spread
from .transfers import Transfers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saola.web.settings")


def _stay_small(connection, **_more) -> None:
    """Each thread that serves pages has a connection; together they stay within little memory."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size=-4000")
            cursor.execute("PRAGMA mmap_size=0")


connection_created.connect(_stay_small)
application = Spread(Transfers(get_wsgi_application()), Crowd(Path(settings.DATA_FOLDER) / "serving"))
gc.freeze()  # what is loaded by now stays: collecting garbage need not look at it, and pages need not wait for that
