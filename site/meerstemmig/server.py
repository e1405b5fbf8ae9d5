"""The web server, which lets the live streams go before it waits for what is still being answered."""

import socket

import uvicorn

from intervision.hub import hub


class Server(uvicorn.Server):
    """Without this every open room would hold up the end, and be cut off with a traceback."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, whose devices come back by themselves; then as uvicorn does."""
        hub.close()
        await super().shutdown(sockets)
