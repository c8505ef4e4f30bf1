#!/usr/bin/env python3
"""Types into cells of workbooks through LibreOffice, as a person does, and saves them.

    type_in.py PROFILE JOBS.json      needs python3-uno and libreoffice-calc

JOBS is a list of {"book": path, "save": path, "type": [[sheet, cell, text], ...]}. Each text is entered as at
the keyboard: LibreOffice decides what is a number, a date or a share, and the lists and limits of cells and
the protection of sheets hold. What a cell then shows is written to standard output, as JSON.
"""

import json
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue


def value(name, content):
    pair = PropertyValue()
    pair.Name = name
    pair.Value = content
    return pair


def connect(profile):
    """Starts LibreOffice and gives back its process, desktop and dispatcher."""
    pipe = f"pacsplan{os.getpid()}"
    process = subprocess.Popen(
        [
            "soffice", f"-env:UserInstallation=file://{os.path.abspath(profile)}", "--headless",
            "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            break
        except Exception:  # not up yet
            if process.poll() not in (None, 81):
                sys.exit(f"LibreOffice ended with {process.returncode}")
            time.sleep(0.25)
    else:
        process.kill()
        sys.exit("LibreOffice does not answer")
    services = context.ServiceManager
    return (
        process,
        services.createInstanceWithContext("com.sun.star.frame.Desktop", context),
        services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context))


def work(job, desktop, dispatcher):
    book = desktop.loadComponentFromURL(
        "file://" + os.path.abspath(job["book"]), "_blank", 0, (value("Hidden", True),))
    shown = {}
    try:
        controller = book.CurrentController
        for sheet, cell, text in job["type"]:
            page = book.Sheets.getByName(sheet)
            controller.setActiveSheet(page)
            place = page.getCellRangeByName(cell)
            controller.select(place)
            dispatcher.executeDispatch(
                controller.Frame, ".uno:EnterString", "", 0, (value("StringName", text),))
            shown[f"{sheet}!{cell}"] = place.String
        book.storeToURL(
            "file://" + os.path.abspath(job["save"]),
            (value("FilterName", "Calc MS Excel 2007 XML"),))
    finally:
        book.close(True)
    return shown


def main():
    with open(sys.argv[2], encoding="utf-8") as file:
        jobs = json.load(file)
    process, desktop, dispatcher = connect(sys.argv[1])
    try:
        print(json.dumps([work(job, desktop, dispatcher) for job in jobs]))
    finally:
        try:
            desktop.terminate()
        except Exception:  # it is gone already
            pass
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


if __name__ == "__main__":
    main()
