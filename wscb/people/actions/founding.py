"""A new installation: its areas, its standing panels, and the first system administrator."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from django.db import transaction

from wscb.people.actions.accounts import create_user
from wscb.people.actions.recording import save
from wscb.people.actions.roles import give_role
from wscb.people.errors import Refused
from wscb.people.models import Area, Panel, Role, RoleTerm, User
from wscb.trail.record import SYSTEM

DATA = Path(__file__).parent.parent / "data" / "board.toml"


@transaction.atomic
def found_board(*, administrator_email: str, administrator_name: str, on: date) -> User:
    """Creates areas, panels and the first system administrator, who gives everybody else their accounts.

    Areas and panels that exist are left as they are. Raises `Refused` once there is an administrator.
    """
    if RoleTerm.objects.filter(role=Role.SYSTEM_ADMINISTRATOR).exists():
        raise Refused("There is a system administrator already. Accounts are added in the browser.")
    content = tomllib.loads(DATA.read_text(encoding="utf-8"))
    for code, name in content["areas"].items():
        area = Area.objects.filter(code=code).first()
        if area is None:
            area = Area(code=code, name=name)
            save(area, by=SYSTEM)
        for panel_code, panel_name in content["panels"].items():
            if not Panel.objects.filter(code=panel_code, area=area).exists():
                save(Panel(code=panel_code, name=panel_name, area=area), by=SYSTEM)
    user = create_user(email=administrator_email, name=administrator_name, organisation=None, by=SYSTEM, on=on)
    give_role(user=user, role=Role.SYSTEM_ADMINISTRATOR, area=None, starts_on=on, by=SYSTEM, on=on)
    return user
