"""A client of Chokepoint: answers of its HTTP API as dictionaries. The reference page of the service, /docs, says what is in them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import uuid
from typing import Any, Iterator, Mapping, Optional, Sequence, Union
from urllib import error, parse, request

__all__ = ["ChokepointError", "Client", "verify_webhook"]

LONGEST_WAIT_SECONDS = 60
TOLERANCE_SECONDS = 5 * 60


class ChokepointError(Exception):
    """The service refused a request; `problem`, its problem document (RFC 9457), explains why and what to send instead."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        told = [one for one in problem["errors"] if one["detail"] != problem["detail"]]
        fields = [f"{one.get('parameter') or one.get('pointer') or ''}: {one['detail']}" for one in told]
        super().__init__("\n".join([f"{problem['status']} {problem['code']}: {problem['detail']}", *fields]))


class Client:
    """Methods take the path of an operation and its parameters: those in braces fill the path, the others go behind the question mark.

    `client.get("/v1/elements/{id}/score", id="Dy", buyer="USA")`. A list is sent as one parameter, None is not sent, and `from_` stands for
    `from`. All raise ChokepointError when the service refuses. Bodies are JSON, or text where the operation takes CSV; answers that are not
    JSON are text.
    """

    def __init__(self, url: str, key: Optional[str] = None, *, tries: int = 3, timeout: float = 30) -> None:
        """`key`: a local service needs none. `tries`: how often a request is sent at most; again when a refusal says when."""
        self._base, self._key, self._tries, self._timeout = url.rstrip("/"), key, tries, timeout

    def get(self, path: str, **parameters: Any) -> Any:
        return self._ask("GET", path, parameters)

    def rows(self, path: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """All rows of a list, page by page, all of one run; a new run between two pages is an error, 410: start again."""
        while parameters.get("cursor", "") is not None:
            page = self.get(path, **parameters)
            yield from page["data"]
            parameters["cursor"] = page.get("next_cursor")

    def post(self, path: str, body: Any = None, *, idempotency_key: Optional[str] = None, **parameters: Any) -> Any:
        """`idempotency_key`: your own name of a write, which acts once when sent again within a day; made for each call where not given."""
        return self._ask("POST", path, parameters, body, None, idempotency_key)

    def put(
        self, path: str, body: Any, *, if_match: Union[int, str, None] = None, idempotency_key: Optional[str] = None, **parameters: Any
    ) -> Any:
        """`if_match`: the `version` that is replaced, as you read it, or "*" for any; a version that is there is not changed without it."""
        return self._ask("PUT", path, parameters, body, if_match, idempotency_key)

    def delete(
        self, path: str, *, if_match: Union[int, str, None] = None, idempotency_key: Optional[str] = None, **parameters: Any
    ) -> Any:
        return self._ask("DELETE", path, parameters, None, if_match, idempotency_key)

    def _ask(
        self, method: str, path: str, parameters: Mapping[str, Any], body: Any = None, if_match: Any = None, key: Optional[str] = None
    ) -> Any:
        headers = {
            "Authorization": self._key and f"Bearer {self._key}",
            "Content-Type": None if body is None else "text/csv" if isinstance(body, str) else "application/json",
            "If-Match": f'"{if_match}"' if isinstance(if_match, int) else if_match,
            "Idempotency-Key": None if method == "GET" else key or str(uuid.uuid4()),
        }
        asked = request.Request(
            self._base + _address(path, parameters),
            None if body is None else (body if isinstance(body, str) else json.dumps(body)).encode(),
            {name: value for name, value in headers.items() if value},
            method=method,
        )
        for left in range(self._tries - 1, -1, -1):
            try:
                with request.urlopen(asked, timeout=self._timeout) as response:
                    text = response.read().decode()
                    return json.loads(text) if response.headers.get_content_type() == "application/json" else text
            except error.HTTPError as refused:
                wait = refused.headers.get("Retry-After", "")
                if left == 0 or not wait.isdecimal() or int(wait) > LONGEST_WAIT_SECONDS:
                    raise ChokepointError(_problem(refused)) from None
            time.sleep(int(wait))


def _address(path: str, parameters: Mapping[str, Any]) -> str:
    """The path with its braces filled; what is in none goes behind the question mark."""
    search = {}
    for name, value in parameters.items():
        listed = isinstance(value, (list, tuple))
        text = ",".join(map(str, value)) if listed else str(value).lower() if isinstance(value, bool) else str(value)
        if f"{{{name}}}" in path:
            path = path.replace(f"{{{name}}}", parse.quote(text, safe=""))
        elif value is not None:
            search[name.rstrip("_")] = text
    return f"{path}?{parse.urlencode(search)}" if search else path


def _problem(refused: error.HTTPError) -> dict[str, Any]:
    """Something between us and the service may answer without a problem document."""
    text = refused.read().decode(errors="replace")
    if refused.headers.get_content_type() == "application/problem+json":
        return json.loads(text)
    told = {"status": refused.code, "title": refused.reason, "detail": text[:200], "code": "no_problem_document"}
    return {"type": "about:blank", **told, "instance": parse.urlsplit(refused.url).path, "request_id": "", "errors": []}


def verify_webhook(headers: Mapping[str, str], body: Union[bytes, str], secrets: Sequence[str], now: Optional[float] = None) -> Any:
    """The message of a webhook (Standard Webhooks 1.0.0).

    Raises ValueError when its signature is by none of the secrets, or its time is more than five minutes off. `body`: as it came, not
    parsed and written anew. `now`: seconds since 1970, those of the clock where not given.
    """
    told = {name.lower(): value for name, value in headers.items()}
    message, sent, signatures = (told.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature"))
    if not sent.isdecimal() or abs((time.time() if now is None else now) - int(sent)) > TOLERANCE_SECONDS:
        raise ValueError(f"The time of the message, {sent or 'none'}, is more than five minutes off.")
    text = body.encode() if isinstance(body, str) else body
    for secret in secrets:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        made = b"v1," + base64.b64encode(hmac.new(key, f"{message}.{sent}.".encode() + text, hashlib.sha256).digest())
        if any([hmac.compare_digest(made, one.encode()) for one in signatures.split()]):
            return json.loads(text)
    raise ValueError("The message is signed with none of the secrets.")
