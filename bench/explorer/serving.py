"""The server as people start it, and how much memory its processes hold."""

import socket
import subprocess
import sys
import time


class Server:
    """``saola serve`` on a free port, until the block ends."""

    def __enter__(self) -> "Server":
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "saola", "serve", "--port", str(self.port)]
        self._process = subprocess.Popen(command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        for _try in range(600):
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self
            except OSError:
                time.sleep(0.1)
        raise SystemExit("the server did not start within a minute")

    def memory_mb(self) -> dict[str, int]:
        """Resident by process: the server, its workers of requests, the worker of jobs, the sealer.

        ``all`` counts pages that processes share once for each, ``shared_out`` once in all.
        """
        import psutil

        root = psutil.Process(self._process.pid)
        found, shared = {}, 0
        for process in (root, *root.children(recursive=True)):
            words = " ".join(process.cmdline()[1:4])
            kind = next((kind for kind in ("work", "seal") if words.endswith(kind)), "requests")
            kind = "main" if process == root else kind
            memory = process.memory_full_info()
            found[kind] = found.get(kind, 0) + memory.rss // 2**20
            shared += memory.pss
        return {**found, "all": sum(found.values()), "shared_out": shared // 2**20}

    def __exit__(self, *_exc) -> None:
        import psutil

        children = psutil.Process(self._process.pid).children(recursive=True)
        self._process.terminate()
        self._process.wait(timeout=20)
        for child in children:
            if child.is_running():
                child.terminate()
