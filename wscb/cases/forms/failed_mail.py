"""What is to become of an e-mail that could not be sent."""

from wscb.web.forms import Form, RadiosField

AGAIN, TOLD = "again", "told"


class FailedMailForm(Form):
    """To try again, or that the person was told in another way."""

    answer = RadiosField(
        label="What is to be done?",
        choices=[(AGAIN, "Send it again"), (TOLD, "Nothing: I have told them in another way")],
        enter="Select what is to be done about this e-mail",
        item_hints={AGAIN: "To the address that they have now"},
        label_size="m",
    )
