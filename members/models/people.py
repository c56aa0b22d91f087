"""People of the register and the offices they hold in their village."""

import datetime as dt
from typing import Any, Self

from django.contrib import admin
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.access import Scope, ScopedQuerySet
from common.crypto import decrypt, encrypt, keyed_hash
from common.dates import PartialDate, Precision
from common.identity import mask_citizen_id
from common.models import Apart, Dated, DatedQuerySet
from common.text import fold, name_sort_key, nfc
from members.models.papers import Paper
from members.models.units import Village


class Sex(models.TextChoices):
    MALE = "male", _("male")
    FEMALE = "female", _("female")


class PersonQuerySet(ScopedQuerySet):
    scope = Scope(commune="village__commune", village="village")

    def matching(self, text: str) -> Self:
        """People whose name, phone or address holds every word, with or without accents.

        Digits also find a citizen ID: by its end, or whole (through its hash).
        """
        found = self
        for word in fold(text).split():
            condition = Q(search__contains=word)
            if word.isdigit() and len(word) <= 4:
                condition |= Q(citizen_id_tail__endswith=word)
            elif word.isdigit() and len(word) in (9, 12):
                condition |= Q(citizen_id_hash=keyed_hash(word))
            found = found.filter(condition)
        return found

    def with_citizen_id(self, citizen_id: str) -> Self:
        """People with exactly this number (found by its keyed hash)."""
        return self.filter(citizen_id_hash=keyed_hash(citizen_id))


class Person(models.Model):
    """One person, once. Posts and teams are dated rows that point here.

    The citizen ID is encrypted; `citizen_id` reads and sets it. The name is
    kept whole in `full_name`: Vietnamese names are not split into columns.
    """

    full_name = models.CharField(_("full name"), max_length=120)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    birth_date = models.DateField(_("birth date"), null=True, blank=True)
    birth_precision = models.CharField(
        _("known of the birth date"), max_length=5, choices=Precision, default=Precision.DAY
    )
    citizen_id_encrypted = models.TextField(editable=False, blank=True)
    citizen_id_hash = models.CharField(max_length=64, editable=False, null=True)
    # The last four digits are what lists show anyway, and what people search by.
    citizen_id_tail = models.CharField(max_length=4, editable=False, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="people", verbose_name=_("village")
    )
    photo = models.ImageField(_("photo"), upload_to="people/", blank=True)
    search = models.CharField(max_length=500, editable=False)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("person"), _("people")
        ordering = ["sort_key", "birth_date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen_id_hash"],
                name="members_person_citizen_id_once",
                violation_error_message=_("A person with this citizen ID exists already."),
            ),
            models.CheckConstraint(
                condition=~Q(full_name=""),
                name="members_person_has_a_name",
                violation_error_message=_("Type the full name."),
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="members_person_search", opclasses=["gin_trgm_ops"])
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        super().save(*args, **kwargs)

    def fill_keys(self) -> None:
        """Set the columns for search and order. Bulk writers call it, `save` does itself."""
        self.full_name = nfc(self.full_name)
        self.search = fold(f"{self.full_name} {self.phone} {self.address}")[:500]
        self.sort_key = name_sort_key(self.full_name)[:400]

    @property
    def citizen_id(self) -> str:
        return decrypt(self.citizen_id_encrypted)

    @citizen_id.setter
    def citizen_id(self, number: str) -> None:
        self.citizen_id_encrypted = encrypt(number)
        self.citizen_id_hash = keyed_hash(number)
        self.citizen_id_tail = number[-4:]

    @property
    def honorific(self) -> str:
        """How papers address the person: "Ông", "Bà", or "" where the sex is not known."""
        return {"male": "Ông", "female": "Bà"}.get(self.sex, "")

    @property
    def masked_citizen_id(self) -> str:
        return mask_citizen_id(self.citizen_id)

    @property
    @admin.display(description=_("birth date"))
    def birth(self) -> PartialDate | None:
        """The birth date with what is known of it, or None."""
        if self.birth_date is None:
            return None
        return PartialDate(self.birth_date, Precision(self.birth_precision))

    @birth.setter
    def birth(self, partial: PartialDate | None) -> None:
        self.birth_date = partial.value if partial else None
        self.birth_precision = partial.precision if partial else Precision.DAY


class VillageOfficeQuerySet(ScopedQuerySet, DatedQuerySet):
    scope = Scope(commune="village__commune", village="village")


class VillageOffice(Dated):
    """A post in a village held by a person for some time, e.g. Trưởng thôn."""

    class Office(models.TextChoices):
        HEAD = "head", _("village head")
        DEPUTY_HEAD = "deputy_head", _("deputy village head")
        PARTY_SECRETARY = "party_secretary", _("secretary of the party cell")
        FRONT = "front", _("head of the Front work board")
        VETERANS = "veterans", _("head of the veterans' branch")
        WOMEN = "women", _("head of the women's branch")
        FARMERS = "farmers", _("head of the farmers' branch")
        YOUTH = "youth", _("secretary of the youth branch")
        ELDERLY = "elderly", _("head of the elderly people's branch")
        OTHER = "other", _("another post")

    apart = (Apart("members_villageoffice_no_overlap", ("village_id", "person_id", "office")),)

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="offices", verbose_name=_("person")
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="offices", verbose_name=_("village")
    )
    office = models.CharField(_("office"), max_length=20, choices=Office)
    title = models.CharField(_("title as written"), max_length=120, blank=True)
    decision = models.ForeignKey(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="offices",
        verbose_name=_("decision"),
    )

    objects = VillageOfficeQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("village office"), _("village offices")
        ordering = ["village", "started_on", "pk"]

    def __str__(self) -> str:
        return f"{self.title or self.get_office_display()}: {self.person}"


def age_on(birth: PartialDate | None, day: dt.date) -> int | None:
    """Return a person's age on a day; by the year alone where only the year is known."""
    if birth is None:
        return None
    years = day.year - birth.value.year
    if birth.precision == Precision.DAY and (day.month, day.day) < (
        birth.value.month,
        birth.value.day,
    ):
        years -= 1
    return years
