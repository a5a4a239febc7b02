"""The one way to do slow things: in a thread that never touches a widget and reports by messages.

Textual's thread pool runs the function; the message that it returns is posted to the node that asked, and an
error that people can do something about comes back as `WorkFailed`. Everything else is a fault of the program
and ends it with its traceback, because going on would hide it.
"""

from collections.abc import Callable

from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump
from textual.worker import Worker, get_current_worker

from services_catalog.errors import MotcuaError
from tui.messages import WorkFailed


def start(
    node: DOMNode, work: Callable[[], Message | None], *, group: str, exclusive: bool = True
) -> Worker[None]:
    """Run `work` in a thread and post what it returns to `node`.

    With `exclusive`, an answer that was overtaken by a newer request of the same group is dropped.
    """

    def run() -> None:
        worker = get_current_worker()
        try:
            message = work()
        except MotcuaError as error:
            message = WorkFailed(error)
        if message is not None and not worker.is_cancelled:
            post(node, message)

    return node.run_worker(run, group=group, exclusive=exclusive, thread=True)


def post(node: MessagePump, message: Message) -> None:
    """Post a message from a thread; a node that has closed meanwhile needs none."""
    if node.is_running:
        node.post_message(message)
