"""The provider itself: Authlib’s authorization server behind a small web server. Lies as it is told, for the tests of lies."""

from __future__ import annotations

import json
import secrets
import sys
import time
from dataclasses import dataclass, field, fields
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from authlib.oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, OAuth2Request
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import AuthorizationCodeMixin, UserInfo
from authlib.oidc.core.grants import OpenIDCode
from joserfc.jwk import RSAKey

CLIENT_ID, CLIENT_SECRET, CALLBACK = sys.argv[1:4]
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
FOREIGN_KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}, private=True)
CODES: dict[str, Code] = {}
ASKED: dict[str, str] = {}


@dataclass
class Sitting:
    """Who sits before the provider, and in what it does not tell the truth."""

    subject: str = ""
    email: str = ""
    email_verified: bool = True
    since: float = field(default_factory=time.time)
    amr: list[str] = field(default_factory=list)
    declines: bool = False
    ignores_prompt: bool = False
    silent: bool = False
    foreign_key: bool = False
    claims: dict[str, Any] = field(default_factory=dict)
    says_when: bool = True
    issuer: str = ""


SITTING = Sitting()


@dataclass
class Code(AuthorizationCodeMixin):
    """An authorization code that was given out."""

    redirect_uri: str
    nonce: str
    auth_time: int
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return "openid email"

    def get_nonce(self) -> str:
        return self.nonce

    def get_auth_time(self) -> int | None:
        return self.auth_time if SITTING.says_when else None

    def get_acr(self) -> None:
        return None

    def get_amr(self) -> list[str]:
        return SITTING.amr


class Client(ClientMixin):
    """The product."""

    def get_client_id(self) -> str:
        return CLIENT_ID

    def get_default_redirect_uri(self) -> str:
        return CALLBACK

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return redirect_uri == CALLBACK

    def check_client_secret(self, client_secret: str) -> bool:
        return secrets.compare_digest(client_secret, CLIENT_SECRET)

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_basic"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


class Grant(AuthorizationCodeGrant):
    """Codes, each good for one exchange."""

    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_basic"]

    def save_authorization_code(self, code: str, request: Any) -> None:
        asked = request.payload.data
        asks_anew = "login" in asked.get("prompt", "") and not SITTING.ignores_prompt
        CODES[code] = Code(
            asked["redirect_uri"],
            asked.get("nonce", ""),
            int(time.time() if asks_anew else SITTING.since),
            asked.get("code_challenge", ""),
            asked.get("code_challenge_method", ""),
        )

    def query_authorization_code(self, code: str, client: Any) -> Code | None:
        return CODES.get(code)

    def delete_authorization_code(self, authorization_code: Code) -> None:
        for code in [code for code, one in CODES.items() if one is authorization_code]:
            del CODES[code]

    def authenticate_user(self, authorization_code: Code) -> Sitting:
        return SITTING


class Identities(OpenIDCode):
    """ID tokens."""

    def exists_nonce(self, nonce: str, request: Any) -> bool:
        return False

    def resolve_client_private_key(self, client: Any) -> Any:
        return FOREIGN_KEY if SITTING.foreign_key else KEY

    def get_client_algorithm(self, client: Any) -> str:
        return "RS256"

    def get_client_claims(self, client: Any) -> dict[str, Any]:
        now = int(time.time())
        return {"iss": ISSUER, "aud": CLIENT_ID, "iat": now, "exp": now + 300}

    def get_compatible_claims(self, request: Any) -> dict[str, Any]:
        claims: dict[str, Any] = super().get_compatible_claims(request)
        if not SITTING.says_when:
            del claims["auth_time"]
        return claims

    def get_encode_header(self, client: Any) -> dict[str, str]:
        return {"alg": "RS256", "kid": "one"}

    def generate_user_info(self, user: Sitting, scope: str) -> UserInfo:
        return UserInfo(sub=user.subject, email=user.email, email_verified=user.email_verified, **user.claims)


class Request(OAuth2Request):
    """A request of the web server, as Authlib reads one."""

    def __init__(self, method: str, uri: str, headers: dict[str, str], answers: dict[str, str]) -> None:
        super().__init__(method, uri, headers=headers)
        self.payload = BasicOAuth2Payload(answers)
        self.answers = answers

    @property
    def args(self) -> dict[str, str]:
        return self.answers

    @property
    def form(self) -> dict[str, str]:
        return self.answers


class Server(AuthorizationServer):
    """Authlib's server with one client and nothing kept."""

    def query_client(self, client_id: str) -> Client | None:
        return Client() if client_id == CLIENT_ID else None

    def save_token(self, token: Any, request: Any) -> None:
        pass

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        pass

    def create_oauth2_request(self, request: Any) -> Any:
        return request

    def handle_response(self, status: int, body: Any, headers: Any) -> Any:
        return status, body, headers


SERVER = Server()
SERVER.register_grant(Grant, [Identities(require_nonce=True), CodeChallenge(required=True)])
SERVER.register_token_generator(
    "default", lambda **how: {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "scope": "openid email"}
)


class Handler(BaseHTTPRequestHandler):
    """Discovery, keys, the two endpoints, and what the tests tell."""

    def log_message(self, *args: Any) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        """Everything but exchanging a code."""
        path, query = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
        if SITTING.silent:
            self.answer(503, {})
        elif path == "/.well-known/openid-configuration":
            self.answer(200, configuration())
        elif path == "/keys":
            self.answer(200, {"keys": [KEY.as_dict(private=False)]})
        elif path == "/asked":
            self.answer(200, ASKED)
        elif path == "/authorize":
            ASKED.clear()
            ASKED.update(query)
            asked = Request("GET", ISSUER + self.path, dict(self.headers), query)
            grant = SERVER.get_consent_grant(asked, end_user=SITTING)
            user = None if SITTING.declines else SITTING
            self.answer(*SERVER.create_authorization_response(asked, grant_user=user, grant=grant))

    def do_POST(self) -> None:
        """A code exchanged, or something told."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/told":
            told = Sitting(**json.loads(body))
            for one in fields(Sitting):
                setattr(SITTING, one.name, getattr(told, one.name))
            self.answer(200, {})
        else:
            answers = {name: values[0] for name, values in parse_qs(body).items()}
            self.answer(*SERVER.create_token_response(Request("POST", ISSUER + self.path, dict(self.headers), answers)))

    def answer(self, status: int, body: Any, headers: Any = ()) -> None:
        """One answer, as JSON."""
        content = json.dumps(body).encode() if not isinstance(body, str) else body.encode()
        self.send_response(status)
        for name, value in headers:
            if name != "Content-Type":
                self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def configuration() -> dict[str, Any]:
    """What the provider says of itself."""
    return {
        "issuer": SITTING.issuer or ISSUER,
        "authorization_endpoint": f"{ISSUER}/authorize",
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/keys",
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
    }


if __name__ == "__main__":
    web = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ISSUER = f"http://127.0.0.1:{web.server_port}"
    sys.stdout.write(json.dumps({"issuer": ISSUER}) + "\n")
    sys.stdout.flush()
    web.serve_forever()
