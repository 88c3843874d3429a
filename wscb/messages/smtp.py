"""Hands one mail to the mail server, and tells a passing failure from a final one."""

import smtplib
from email.encoders import encode_base64
from email.message import Message as Letter
from email.mime.base import MIMEBase

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from wscb.messages.kinds import Attachment, Mail
from wscb.messages.models import Message

#: Codes with which a mail server refuses for good (RFC 5321).
FINAL_CODES = range(500, 600)


def hand_over(message: Message, mail: Mail, connection: BaseEmailBackend) -> None:
    """Send ``mail`` to the message's address under its fixed Message-ID.

    Raises what the connection raises (smtplib.SMTPException, OSError); the socket's time-out is EMAIL_TIMEOUT.
    """
    letter = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        to=[message.address],
        connection=connection,
        headers={
            "Message-ID": message.message_id,
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    letter.attach_alternative(mail.html, "text/html")
    for attachment in mail.attachments:
        letter.attach(_part(attachment))
    connection.open()  # left open for the next message; a connection that is open already stays as it is
    letter.send()


def _part(attachment: Attachment) -> MIMEBase:
    """The attachment as a part of a letter, with the parameters of its media type, such as a calendar's method."""
    described = Letter()
    described["Content-Type"] = attachment.media_type
    part = MIMEBase(described.get_content_maintype(), described.get_content_subtype())
    for name, value in described.get_params([])[1:]:
        part.set_param(name, value)
    part.set_payload(attachment.content)
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=attachment.name)
    return part


def is_final(problem: Exception) -> bool:
    """Whether sending again is pointless: the server refused this recipient or this mail for good (5xx).

    A refused sender or sign-in is the Board's own set-up, which someone can mend, so it is tried again.
    """
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(code in FINAL_CODES for code, _ in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPDataError) and problem.smtp_code in FINAL_CODES


def is_about_the_server(problem: Exception) -> bool:
    """Whether the server itself cannot be used now, so that the next message would fare no better."""
    about_one_mail = smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError
    return isinstance(problem, smtplib.SMTPException | OSError) and not isinstance(problem, about_one_mail)


def in_brief(problem: Exception) -> str:
    """The kind of failure and the server's code; never the server's words, which may repeat the address."""
    code = getattr(problem, "smtp_code", None)
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code = next(iter(problem.recipients.values()))[0]
    return f"{type(problem).__name__}:{code}" if code else type(problem).__name__
