"""The ten highest scores for a buyer, and why the first is what it is: see README.md."""
import os
import sys

from chokepoint import ChokepointError, Client

client = Client(os.environ.get("CHOKEPOINT_URL", "http://127.0.0.1:8080"), os.environ.get("CHOKEPOINT_KEY"))
buyer = sys.argv[1] if len(sys.argv) > 1 else "JPN"
try:
    rows = list(client.rows("/v1/scores", subject_type="element", buyer=buyer, limit=1000))
    for row in rows[:10]:
        score = "unknown" if row["score"] is None else f"{row['score']:.1f}"
        print(f"{row['subject']['id']:>5}  {score:>7}  {row['band']}")
    for driver in client.get("/v1/elements/{id}/explanation", id=rows[0]["subject"]["id"], buyer=buyer)["drivers"]:
        print(f"{driver['points']:7.2f}  {driver['summary']}")
except ChokepointError as refused:
    raise SystemExit(str(refused)) from None
