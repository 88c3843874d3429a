"""The addresses that are no pages of a case: accounts, people, lists, notifications being written, and the public site."""

from __future__ import annotations

from uuid import uuid4

from tests.addresses.groups import ADMINISTRATOR, ANYBODY, CHAIRS, MANAGER, MANAGERS, SIGNED_IN
from tests.addresses.rows import PUBLIC, Row, page
from tests.addresses.world import ANONYMOUS, World

NOBODY = ()
LOOKS = (*ADMINISTRATOR, *MANAGERS)
KEEPERS = (*ADMINISTRATOR, *MANAGER)
"""Those who keep the accounts of this area."""
WITHOUT_CODES = tuple(role for role in SIGNED_IN if role != "administrator")
"""Those without a second factor; the administrator has one."""


def member(world: World) -> tuple[object]:
    """Somebody with one role."""
    return (world.people["member"].pk,)


def draft(world: World, *more: object) -> tuple[object, ...]:
    """The manager's notification, written to its end."""
    return (world.written.pk, *more)


def own_interest(role: str) -> Row:
    """Ending an interest of one's own, which is nobody else's to end."""
    return page("end_interest", (role,), lambda world: (world.interests[role].pk,), says=role)


OWN = [
    page("account", SIGNED_IN),
    page("declare_interest", SIGNED_IN, empty=True),
    own_interest("manager"),
    own_interest("member"),
    page("held_submission", MANAGER, lambda world: (world.held.pk,)),
    page("accessibility", ANYBODY),
    page("work:home", SIGNED_IN),
    page("work:figures", (*MANAGERS, *CHAIRS)),
    page("work:calendar", SIGNED_IN),
    page("work:feed", ANYBODY, lambda world: (world.feed,), file=True, public=True, reads=True),
    page("work:feed", NOBODY, lambda world: ("revoked",), says="revoked", public=True, reads=True),
    page("work:discard_draft", MANAGER, draft, says="notification"),
]

SIGNING_IN = [
    page("account_login", (ANONYMOUS,), leads=SIGNED_IN, empty=True),
    page("account_logout", SIGNED_IN),
    page("account_inactive", ANYBODY),
    page("account_reauthenticate", SIGNED_IN, empty=True),
    page("account_change_password", SIGNED_IN, empty=True),
    page("account_reset_password", ANYBODY, empty=True),
    page("account_reset_password_done", ANYBODY),
    page("account_reset_password_from_key", ANYBODY, lambda world: ("1", "used"), says="used"),
    page("account_reset_password_from_key_done", ANYBODY),
    page("mfa_index", SIGNED_IN),
    page("mfa_authenticate", NOBODY, leads=ANYBODY),
    page("mfa_reauthenticate", ADMINISTRATOR, leads=WITHOUT_CODES, empty=True),
    page("mfa_activate_totp", WITHOUT_CODES, leads=ADMINISTRATOR, empty=True),
    page("mfa_deactivate_totp", ADMINISTRATOR),
    page("mfa_view_recovery_codes", ADMINISTRATOR, reads=True),
    page("mfa_generate_recovery_codes", SIGNED_IN),
    page("save_recovery_codes", NOBODY),
    page("add_passkey", SIGNED_IN),
    page("remove_passkey", NOBODY, lambda world: (uuid4(),), says="that is none"),
    page("passkey_options", NOBODY),
    page("mfa_reauthenticate_webauthn", NOBODY),
    page("mfa_login_webauthn", NOBODY, leads=ANYBODY),
    page("own_sessions", SIGNED_IN),
    page("end_other_sessions", SIGNED_IN),
    page("end_session", NOBODY, lambda world: (uuid4(),), says="that is none"),
    page("session_left", SIGNED_IN, file=True, reads=True),
    page("stay_signed_in", SIGNED_IN, shown=405, file=True, reads=True),
    page("sign_in_with_provider", NOBODY, public=True),
    page("provider_callback", NOBODY, public=True),
    page("confirm_at_provider", NOBODY),
    page("provider_confirm", NOBODY),
]

NOT_OFFERED = [
    page("mfa_download_recovery_codes", NOBODY),
    page("account_signup", NOBODY),
    page("account_email", NOBODY),
    page("account_email_verification_sent", NOBODY),
    page("account_confirm_email", NOBODY, lambda world: ("key",)),
    page("account_set_password", NOBODY),
    page("account_confirm_login_code", NOBODY),
]

PEOPLE = [
    page("people", LOOKS),
    page("people", LOOKS, says="by role", query="?role=board_chair"),
    page("search_people", NOBODY, leads=LOOKS),
    page("person", LOOKS, member),
    page("person", LOOKS, lambda world: (world.left.pk,), says="without access"),
    page("panels", LOOKS),
    page("panel", LOOKS, lambda world: (world.board.panel.pk,)),
    page("panel", NOBODY, lambda world: (uuid4(),), says="that is none"),
    page("add_person", LOOKS, empty=True),
    page("change_person", KEEPERS, member),
    page("change_person", ADMINISTRATOR, lambda world: (world.board.administrator.pk,), says="who keeps accounts"),
    page("move_person", KEEPERS, member),
    page("give_role", LOOKS, member, empty=True),
    page("end_role", KEEPERS, lambda world: (*member(world), world.people["member"].role_terms.get().pk)),
    page("end_access", KEEPERS, member),
    page("restore_access", LOOKS, lambda world: (world.left.pk,)),
    page("invite_again", KEEPERS, member),
    page("end_persons_sessions", ADMINISTRATOR, member),
    page("release_provider", NOBODY, member, says="where there is no provider"),
    page("declare_interest_for", MANAGERS, member, empty=True),
    page("organisations", MANAGERS),
    page("add_organisation", MANAGERS, empty=True),
    page("change_organisation", MANAGERS, lambda world: (world.college.pk,)),
    page("acting_appointments", MANAGERS),
    page("record_acting", MANAGERS, empty=True),
    page("end_acting", MANAGER, lambda world: (world.acting.pk,)),
]

DUTIES = [
    page("people_changes", LOOKS),
    page("people_changes", LOOKS, says="as a file", query="?export=csv", file=True),
    page("access_reviews", MANAGERS),
    page("sign_access_review", MANAGER, lambda world: (world.board.area.pk,), empty=True),
    page("access_review", MANAGER, lambda world: (world.reviewed.pk,)),
    page("framework_versions", MANAGERS),
    page("share_framework", MANAGERS, empty=True),
    page("framework_version", MANAGER, lambda world: (world.partner.version_id,)),
    page("framework_contact", MANAGER, lambda world: (world.partner.pk,), empty=True),
    page("accept_framework", (*MANAGER, "representative"), lambda world: (world.partner.pk,), empty=True),
    page("accept_framework", MANAGER, lambda world: (world.partner_elsewhere.pk,), says="of another", empty=True),
]

EMERGENCIES = [
    page("emergency:list", (*LOOKS, *CHAIRS)),
    page("emergency:open", ADMINISTRATOR, empty=True),
    page("emergency:access", (*MANAGER, *CHAIRS), lambda world: (world.emergency.pk,)),
    page("emergency:end", (*MANAGER, *CHAIRS), lambda world: (world.emergency.pk,)),
]

TRACES = [
    page("traces:own", SIGNED_IN),
    page("traces:own", SIGNED_IN, says="as a file", query="?export=csv", file=True),
    page("traces:person", MANAGERS, member),
    page("traces:person", MANAGERS, member, says="by kind", query="?kind=refused&period=month"),
    page("traces:person", MANAGERS, member, says="to print", query="?export=print"),
    page("traces:person_changes", LOOKS, member),
    page("traces:person_changes", LOOKS, member, says="by record", query="?record=roleterm"),
    page("traces:organisation_changes", MANAGERS, lambda world: (world.college.pk,)),
]

LISTS = [
    page("cases:list", SIGNED_IN),
    page("cases:list", SIGNED_IN, says="of all, overdue", query="?show=all&due=overdue&sort=-received"),
    page("cases:search", NOBODY, leads=SIGNED_IN),
]

NOTIFICATIONS = [
    page("reviews:new", MANAGERS, empty=True),
    page("reviews:notification", MANAGER, draft),
    page("reviews:notification", MANAGER, lambda world: (world.begun.pk,), says="begun"),
    page("reviews:children", MANAGER, draft),
    page("reviews:children", NOBODY, lambda world: (world.begun.pk,), says="begun", leads=MANAGER),
    page("reviews:child", MANAGER, lambda world: draft(world, 1)),
    page("reviews:child", MANAGER, lambda world: draft(world, 2), says="another", empty=True),
    page("reviews:child", NOBODY, lambda world: draft(world, 3), says="too far"),
    page("reviews:child_details", MANAGER, lambda world: draft(world, 1)),
    page("reviews:remove_child", MANAGER, lambda world: draft(world, 1)),
    page("reviews:organisations", MANAGER, draft),
    page("reviews:organisation", MANAGER, lambda world: draft(world, 1)),
    page("reviews:organisation", MANAGER, lambda world: draft(world, 2), says="another", empty=True),
    page("reviews:remove_organisation", MANAGER, lambda world: draft(world, 1)),
    page("reviews:duplicates", MANAGER, draft, empty=True),
    page("reviews:check", MANAGER, draft),
    page("reviews:check", MANAGER, lambda world: (world.begun.pk,), says="begun"),
    *(
        page(
            "reviews:question",
            MANAGER,
            lambda world, one=one: (world.begun.pk, one),
            says=one,
            empty=one
            in {
                "incident",
                "account",
                "criteria",
                "residence",
                "running",
            },
        )
        for one in ("received", "referrer", "incident", "account", "criteria", "circumstances", "residence", "running")
    ),
    page("reviews:question", NOBODY, lambda world: draft(world, "nothing"), says="that is none"),
    page("reviews:question", MANAGER, lambda world: (world.begun.pk, "kind"), says="kind"),
    page("reviews:question", NOBODY, lambda world: (world.begun.pk, "learning"), says="of the other kind"),
    page("reviews:question", MANAGER, lambda world: (world.incident.pk, "learning"), says="learning", empty=True),
    page("reviews:notification", MANAGER, lambda world: (world.incident.pk,), says="incident"),
    page("reviews:check", MANAGER, lambda world: (world.incident.pk,), says="incident"),
]

PUBLIC_SITE = [
    page("published_reviews", ANYBODY, site=PUBLIC),
    page("check_document", ANYBODY, site=PUBLIC, empty=True, public=True),
    page("public_accessibility", ANYBODY, site=PUBLIC),
]

ROWS = (
    *OWN, *SIGNING_IN, *NOT_OFFERED, *PEOPLE, *DUTIES, *EMERGENCIES, *TRACES, *LISTS, *NOTIFICATIONS, *PUBLIC_SITE
)  # fmt: skip
