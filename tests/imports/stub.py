"""A kind of list that is as plain as can be: names, villages and phones of people.

It stands in for every kind where the way of an upload is tested, whatever the kind.
"""

from dataclasses import dataclass, field

from django import forms

from common.forms import DateField
from imports.forms import OptionsForm
from imports.grid import Place
from imports.plan import Change, Item, Level, Plan, What
from imports.questions import Ask, Asked, Option, Question
from members.models import Person, Village

HEAD = ["Họ và tên", "Thôn", "Điện thoại"]


class StubOptions(OptionsForm):
    lasting = ("sort",)
    sort = forms.ChoiceField(choices=[("a", "A"), ("b", "B")])
    day = DateField(required=False)


@dataclass
class StubPlan(Plan):
    new: list[Person] = field(default_factory=list)
    changed: list[Person] = field(default_factory=list)


class Stub:
    kind = "stub"
    title = "Danh sách thử"
    about = "Họ tên, thôn, điện thoại."
    form = StubOptions
    fields: dict[str, str] = {}
    #: called in the middle of a write, with the writer
    meanwhile = None

    def read(self, sheets, context, answers):
        plan, asked = StubPlan(), Asked(answers)
        villages = Village.objects.filter(commune=context.commune)
        by_name = {village.name: village for village in villages}
        options = tuple(Option(str(village.pk), village.name) for village in villages)
        known = {p.full_name: p for p in Person.objects.filter(village__commune=context.commune)}
        for sheet in sheets:
            for row in range(1, len(sheet.rows)):
                name, place, phone = (sheet.text(row, column) for column in range(3))
                where = Place(sheet.name, row, 1)
                village = by_name.get(place)
                if village is None:
                    answer = asked.take(
                        Question(f"village:{place}", Ask.VALUE, "village",
                                 f"Thôn “{place}” là thôn nào?", options, where=(where,))
                    )  # fmt: skip
                    village = villages.filter(pk=answer).first() if answer else None
                if phone == "sai":
                    plan.note(Level.ERROR, "Số điện thoại sai.", Place(sheet.name, row, 2))
                if village is None:
                    plan.items.append(Item(What.ASKED, "người", name, where, place))
                    continue
                self.person(plan, known.get(name), name, village, phone, where)
        plan.questions = asked.questions
        return plan

    def person(self, plan, person, name, village, phone, where):
        if person is None:
            plan.new.append(Person(full_name=name, village=village, phone=phone))
            plan.items.append(Item(What.NEW, "người", name, where, village.name))
        elif phone and person.phone != phone:
            change = Change("điện thoại", person.phone, phone)
            person.phone = phone
            plan.changed.append(person)
            plan.items.append(
                Item(What.CHANGED, "người", name, where, village.name, changes=(change,))
            )
        else:
            plan.items.append(Item(What.SAME, "người", name, where, village.name))

    def write(self, plan, writer):
        plan.refuse_if_wrong()
        for person in plan.new:
            person.fill_keys()
        writer.create(Person, plan.new)
        if self.meanwhile:
            self.meanwhile(writer)
        writer.update(Person, plan.changed, ["phone"])
