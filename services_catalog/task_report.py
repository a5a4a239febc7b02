"""The short report that is owed when a dated task of the plan expires (QĐ 984, III.6): half a page of text."""

from dataclasses import replace
from datetime import date

from services_catalog.plan import Task, UnknownTaskError
from services_catalog.report import Block, Heading, Paragraph, Report, ReportKind, Tone
from services_catalog.report_compile import base_of, end_of
from services_catalog.report_figures import rate_paragraphs
from services_catalog.report_head import body_name
from services_catalog.report_scope import ReportScope, ReportSources, missing, scope_of
from services_catalog.report_sections import record_blocks
from services_catalog.tasks import Duty, DutyState, Tasks
from services_catalog.vietnamese import clean, long_date, number

OWN_PREFIX = "task:"
"""Before a task's id: the section of an office's own text about it."""


def task_report(sources: ReportSources, unit: str, task_id: str, day: date) -> Report:
    """What a unit did about one task with a deadline, as it stands on `day`.

    Raises UnknownTaskError for a task that this unit has not, or that has no deadline.
    """
    task = next((each for each in sources.plan.tasks if each.id == task_id), None)
    if task is None or task.by is None:
        dated = ", ".join(each.id for each in sources.plan.tasks if each.by)
        raise UnknownTaskError(
            f"Kế hoạch không có nhiệm vụ có thời hạn nào mang mã «{clean(task_id, 40)}» (có: {dated})."
        )
    duties = Tasks(sources.plan, sources.registers, sources.prints).duties(unit, day)
    duty = next((each for each in duties if each.id == task_id), None)
    if duty is None:
        raise UnknownTaskError(f"Nhiệm vụ «{task_id}» không giao cho đơn vị này.")
    scope = scope_of(sources, unit, day.year, (day.month - 1) // 3 + 1, day)
    what = sources.plan.expiry_title.removeprefix("Báo cáo ")
    title = f"{what[:1].upper()}{what[1:]}: {_lower(task.title)}"
    return replace(base_of(scope, ReportKind.TASK, title), blocks=tuple(_blocks(scope, task, duty)))


def _blocks(scope: ReportScope, task: Task, duty: Duty) -> list[Block]:
    deadline = task.said or (long_date(task.by) if task.by else "")
    own = scope.sources.texts.of(scope.unit.code, scope.year, scope.quarter).get(f"{OWN_PREFIX}{task.id}")
    done = duty.state is DutyState.DONE
    blocks: list[Block] = [
        Paragraph(
            f"Thực hiện mục {task.clause} của Kế hoạch (thời hạn: {_lower(deadline)}), {body_name(scope.unit)} báo cáo "
            f"kết quả đến ngày {long_date(scope.until)} như sau:"
        ),
        Heading("task", 2, "1.", "Nhiệm vụ được giao"),
        Paragraph(duty.text),
        Heading("result", 2, "2.", "Kết quả thực hiện"),
        Paragraph(f"Đã hoàn thành. Minh chứng: {duty.evidence}")
        if done
        else Paragraph(f"Đến ngày báo cáo chưa hoàn thành{_late(scope, task)}."),
        *_shown_by(scope, task),
    ]
    for target in scope.plan.targets:
        if target.by == task.by and task.clause in target.clause.split("; "):
            blocks += rate_paragraphs(scope, target.id)
    if own and own.text and not own.offered:
        blocks += [Paragraph(line, Tone.OWN) for line in own.lines]
    elif not done:
        blocks.append(missing("kết quả, nguyên nhân chưa hoàn thành và thời gian sẽ hoàn thành"))
    return [*blocks, end_of(scope)]


def _shown_by(scope: ReportScope, task: Task) -> list[Block]:
    """What the register that proves the task says."""
    if task.proof is None or not task.proof.register:
        return []
    records = scope.records(task.proof.register)
    return record_blocks(scope, task.proof.register, records) if records else []


def _late(scope: ReportScope, task: Task) -> str:
    return (
        f", quá hạn {number((scope.until - task.by).days)} ngày" if task.by and scope.until > task.by else ""
    )


def _lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
