"""The secrets of the demo. Production refuses to start with them."""

DEMO_SECRET = "demo-secret-of-meerstemmig-not-for-production"
DEMO_FIELD_KEY = "demo:bWVlcnN0ZW1taWctZGVtby1zbGV1dGVsLTMyLWJ5dGU="
