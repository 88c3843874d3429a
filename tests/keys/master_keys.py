"""Master keys as MASTER_KEYS writes them."""

import base64


def master_key(name, fill):
    return f"{name}:{base64.b64encode(fill * 32).decode()}"
