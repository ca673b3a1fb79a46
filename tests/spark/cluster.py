"""A standalone Spark cluster on 127.0.0.1 whose processes are known by their ids."""

import contextlib
import ipaddress
import os
import pathlib
import queue
import re
import signal
import subprocess
import sys
import threading

import pyspark

# Longer, in seconds, nothing is silent that still works.
PATIENCE = 300

# Short lives are not worth a great deal of compiling.
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"

HOME = pathlib.Path(pyspark.__file__).parent
LOCAL = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_PUBLIC_DNS": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "127.0.0.1"}


class Process:
    """A process of Spark, and what it says on stderr."""

    def __init__(self, command, folder, **more):
        python = {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
        daemon = {"SPARK_HOME": str(HOME), "SPARK_DAEMON_MEMORY": "256m", "SPARK_DAEMON_JAVA_OPTS": JAVA}
        environment = os.environ | LOCAL | python | daemon | more
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True, **quiet)
        self.pid = self.process.pid
        self.log = []
        self.unread = queue.SimpleQueue()
        # A process that nobody listens to would stand still.
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def listen(self):
        for line in self.process.stderr:
            self.log.append(line)
            self.unread.put(line)
        self.unread.put(None)

    def lines(self):
        """What it says, as it says it, to its end."""
        return iter(lambda: self.unread.get(timeout=PATIENCE), None)

    def says(self, pattern):
        """Waits for a line."""
        for line in self.lines():
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"{self.process.args} ended:\n{self.last()}")

    def last(self):
        return "".join(self.log[-60:])

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait()
        self.listener.join()


class Cluster:
    """A master and two workers of one core each. Ports are those that are free."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.workers = []
        daemon = [str(HOME / "bin/spark-class"), "org.apache.spark.deploy"]
        master = [daemon[0], f"{daemon[1]}.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        with contextlib.ExitStack() as stack:
            self.master = self.start(stack, master)
            port = self.master.says(r"'sparkMaster' on port (\d+)")[1]
            self.master.says("I have been elected leader")
            self.address = f"spark://127.0.0.1:{port}"
            worker = [daemon[0], f"{daemon[1]}.worker.Worker", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
            for name in ("one", "two"):
                self.workers.append(self.start(stack, [*worker, "-c", "1", "-m", "1g", "-d", str(self.folder / name), self.address]))
            for worker in self.workers:
                worker.says("Successfully registered with master")
            self.stack = stack.pop_all()

    def start(self, stack, command):
        process = Process(command, self.folder, SPARK_LOCAL_DIRS=str(self.folder / "local"))
        stack.callback(process.stop)
        return process

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stack.close()

    def submit(self, *job):
        """Starts a job, which tells on stderr how far it is."""
        settings = {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.extraJavaOptions": JAVA,
            "spark.driver.host": "127.0.0.1",
            "spark.driver.memory": "512m",
            "spark.executor.cores": "1",
            "spark.executor.extraJavaOptions": JAVA,
            "spark.executor.memory": "512m",
            "spark.ui.enabled": "false",
            "spark.log.level": "INFO",
        }
        settings = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
        return Process([str(HOME / "bin/spark-submit"), "--master", self.address, *settings, *map(str, job)], self.folder)


def descendants(pid):
    """The ids of the processes below one."""
    parents = {}
    for entry in pathlib.Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, left = [], [pid]
    while left:
        children = parents.get(left.pop(), [])
        found += children
        left += children
    return found


def kill(worker):
    """Ends a worker and its executors as a power cut would."""
    below = descendants(worker.pid)
    for pid in [worker.pid, *below]:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    worker.process.wait()


def listening(pids):
    """The addresses at which processes listen."""
    sockets = set()
    for pid in pids:
        with contextlib.suppress(OSError):
            sockets |= {os.readlink(link) for link in pathlib.Path(f"/proc/{pid}/fd").iterdir()}
    found = []
    for table in ("tcp", "tcp6"):
        for line in pathlib.Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == "0A" and f"socket:[{rest[5]}]" in sockets:
                found.append(address(local.partition(":")[0]))
    return found


def address(digits):
    """An address as the kernel writes it: words of four bytes, each the wrong way round."""
    words = [bytes.fromhex(digits[at : at + 8])[::-1] for at in range(0, len(digits), 8)]
    found = ipaddress.ip_address(b"".join(words))
    return getattr(found, "ipv4_mapped", None) or found
