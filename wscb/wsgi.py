"""What gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application

from wscb.start import assert_sound

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wscb.settings.board")

application = get_wsgi_application()
assert_sound()
