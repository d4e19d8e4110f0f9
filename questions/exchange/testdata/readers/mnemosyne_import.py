"""Imports an Anki package into a fresh Mnemosyne, twice, and prints as JSON
how many cards and facts there are after each time, and every card's question."""

import json
import os
import sys
import tempfile

import mnemosyne.script
from mnemosyne.libmnemosyne.ui_components.main_widget import MainWidget


def show_error(self, text):
    print(text, file=sys.stderr)
    sys.exit(1)


def nothing(self, *arguments):
    pass


mnemosyne.script.ScriptMainWidget.show_error = show_error
for name in ["show_information", "set_progress_text", "set_progress_range", "set_progress_update_interval", "increase_progress",
             "set_progress_value", "close_progress", "set_status_bar_message"]:
    setattr(mnemosyne.script.ScriptMainWidget, name, nothing)
for name in ["stop_media", "redraw_now", "set_question", "set_answer", "update_status_bar_counters", "reset_scroll", "activate"]:
    setattr(mnemosyne.script.ScriptReviewWidget, name, nothing)

app = mnemosyne.script.Mnemosyne(data_dir=tempfile.mkdtemp())
database = app.database()
counts = []
for _ in range(2):
    for file_format in app.component_manager.all("file_format"):
        if type(file_format).__name__ == "Anki2":
            file_format.do_import(os.path.abspath(sys.argv[1]))
    counts.append([database.card_count(), database.fact_count()])
questions = [database.card(key, is_id_internal=True).question() for key, _ in database.cards()]
print(json.dumps({"counts": counts, "questions": questions}))
