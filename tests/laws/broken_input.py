"""broken_input.py - run a program whose standard input breaks off.

    broken_input.py FILE PROGRAM WORD...

It reads what is in FILE, and then an error: a socket is reset whose other end
is closed before all is read that was sent there. Exits with the program's
status.
"""

import socket
import subprocess
import sys


def main(path, words):
    reader, writer = socket.socketpair()
    reader.send(b"never read")
    run = subprocess.Popen(words, stdin=reader)
    reader.close()
    with open(path, "rb") as file:
        writer.sendall(file.read())
    writer.close()
    return run.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
