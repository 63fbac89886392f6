"""The ten highest scores for a buyer, and why the first is what it is. Python 3.9 or later, no package."""
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

BASE = os.environ.get("CHOKEPOINT_URL", "http://127.0.0.1:8080")
KEY = os.environ.get("CHOKEPOINT_KEY")


def get(path, tries=3, **parameters):
    """The answer as a dictionary. Waits when the service is busy; raises SystemExit with its own words when it refuses."""
    address = BASE + path + ("?" + urllib.parse.urlencode(parameters) if parameters else "")
    request = urllib.request.Request(address, headers={"Authorization": "Bearer " + KEY} if KEY else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        if error.code in (429, 503) and tries > 1:
            time.sleep(float(error.headers.get("Retry-After", 5)))
            return get(path, tries - 1, **parameters)
        problem = json.load(error)
        raise SystemExit(f"{problem['status']} {problem['code']}: {problem['detail']}") from None


def ranking(**parameters):
    """All rows, page by page, all of one run."""
    cursor = ""
    while cursor is not None:
        page = get("/v1/scores", cursor=cursor, limit=1000, **parameters)
        yield from page["data"]
        cursor = page["next_cursor"]


if __name__ == "__main__":
    buyer = sys.argv[1] if len(sys.argv) > 1 else "JPN"
    rows = list(ranking(subject_type="element", buyer=buyer))
    for row in rows[:10]:
        score = "unknown" if row["score"] is None else f"{row['score']:.1f}"
        print(f"{row['subject']['id']:>5}  {score:>7}  {row['band']}")
    first = rows[0]["subject"]["id"]
    for driver in get(f"/v1/elements/{first}/explanation", buyer=buyer)["drivers"]:
        print(f"{driver['points']:7.2f}  {driver['summary']}")
