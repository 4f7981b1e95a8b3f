"""broken_input.py - run a program whose standard input breaks off.

    broken_input.py FILE PROGRAM WORD...

It reads what is in FILE, and then an error: the end of a terminal whose other
end is closed gives one. Exits with the program's status.
"""

import os
import pty
import subprocess
import sys
import tty


def main(path, words):
    reader, writer = pty.openpty()
    tty.setraw(writer)
    run = subprocess.Popen(words, stdin=reader)
    with open(path, "rb") as file:
        text = file.read()
    while text:
        text = text[os.write(writer, text):]
    os.close(writer)
    return run.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
