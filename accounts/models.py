"""Users and their roles. A role is a dated row: who, where, what, from when until when."""

from typing import Any, Self

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.mail import send_notice
from common import access
from common.access import Reach, Scope, ScopedQuerySet
from common.models import Dated, DatedQuerySet
from members.models import Commune, Village
from members.queries import kin_of, village_predecessors


class User(AbstractUser):
    """Somebody who signs in. What they may see and do stands in their roles."""

    full_name = models.CharField(_("full name"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    password_is_temporary = models.BooleanField(
        _("password is temporary"),
        default=False,
        help_text=_("Somebody else chose it; it is changed at the next sign-in."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("user"), _("users")
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def current_roles(self) -> list["Role"]:
        """Roles in force today, read once an object (one SQL statement)."""
        if not hasattr(self, "_current_roles"):
            today = timezone.localdate()
            self._current_roles = list(
                self.roles.on(today)
                .select_related("commune", "village__commune")
                .only(
                    "user",
                    "kind",
                    "province",
                    "started_on",
                    "ended_on",
                    "commune__name",
                    "commune__kind",
                    "commune__dissolved_on",
                    "village__name",
                    "village__commune__name",
                    "village__commune__kind",
                )
            )
        return self._current_roles

    def has_role(self, *kinds: str) -> bool:
        """Whether one of these kinds of role is in force today."""
        return self.is_superuser or any(role.kind in kinds for role in self.current_roles())

    def reach_of(self, kinds: frozenset[str]) -> Reach:
        """What the roles of these kinds cover.

        A merged commune or village covers those before it; a commune's staff follow
        it into the next where its decision says so (`UnitChange.staff_follow`).
        """
        if not hasattr(self, "_reach"):
            self._reach: dict[frozenset[str], Reach] = {}
            self._kin: dict[frozenset[int], set[int]] = {}
        if kinds not in self._reach:
            roles = [role for role in self.current_roles() if role.kind in kinds]
            communes = frozenset(role.commune_id for role in roles if role.commune_id)
            if communes not in self._kin:
                self._kin[communes] = kin_of(communes)
            villages = frozenset(role.village_id for role in roles if role.village_id)
            self._reach[kinds] = Reach(
                provinces=frozenset(role.province for role in roles if role.province),
                communes=communes | self._kin[communes],
                villages=villages | village_predecessors(villages),
            )
        return self._reach[kinds]

    def notify(self, text: str, url: str) -> None:
        """Tell this user something, in the portal and, where an address is given, by e-mail.

        `url` is a path of the portal. Lower floors call it on the users they know of.
        """
        notice = Notice.objects.create(user=self, text=text[:300], url=url)
        if self.email and settings.EMAIL_URL:
            transaction.on_commit(lambda: send_notice.enqueue(notice.pk))

    def home_commune(self) -> Commune | None:
        """The commune whose pages greet this user, or None for a province's observer."""
        for role in self.current_roles():
            if role.commune and role.commune.dissolved_on:
                # The office moved on with a merge: greet by the commune of today.
                return self._living(role.commune)
            if role.commune:
                return role.commune
            if role.village:
                return role.village.commune
        return None

    def _living(self, commune: Commune) -> Commune:
        following = Commune.objects.filter(
            pk__in=kin_of([commune.pk]), dissolved_on__isnull=True
        ).first()
        return following or commune


class Notice(models.Model):
    """Something a user is told: what, where to look, and whether it was read."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name=_("user"))
    text = models.CharField(_("text"), max_length=300)
    url = models.CharField(_("address"), max_length=200)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("notice"), _("notices")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at"], name="accounts_notice_unread")]

    def __str__(self) -> str:
        return self.text


class RoleQuerySet(ScopedQuerySet, DatedQuerySet):
    scope = Scope(
        commune="commune",
        village="village",
        readers=frozenset({access.OFFICER, access.COMMITTEE}),
        editors=frozenset({access.OFFICER, access.COMMITTEE}),
    )

    def reached_by(self, user: Any, kinds: frozenset[str]) -> Self:
        """A village head's role lies in the commune of its village."""
        covered = access.reach(user, kinds)
        return self.filter(
            covered.q("commune", "village") | covered.q("village__commune", "village")
        )


class Role(Dated):
    """What a user is, where: an officer of a commune, the head of a village, an observer."""

    class Kind(models.TextChoices):
        OFFICER = access.OFFICER, _("commune police officer")
        VILLAGE_HEAD = access.VILLAGE_HEAD, _("village head")
        COMMITTEE = access.COMMITTEE, _("steering committee 138")
        OBSERVER = access.OBSERVER, _("observer")

    user = models.ForeignKey(User, models.CASCADE, related_name="roles", verbose_name=_("user"))
    kind = models.CharField(_("role"), max_length=12, choices=Kind)
    commune = models.ForeignKey(
        Commune,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("commune"),
    )
    village = models.ForeignKey(
        Village,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roles",
        verbose_name=_("village"),
    )
    province = models.CharField(_("province"), max_length=120, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name, verbose_name_plural = _("role"), _("roles")
        ordering = ["user", "-started_on", "pk"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=(
                    Q(commune__isnull=False, village__isnull=True, province="")
                    | Q(commune__isnull=True, village__isnull=False, province="")
                    | (Q(commune__isnull=True, village__isnull=True) & ~Q(province=""))
                ),
                name="accounts_role_covers_one_place",
                violation_error_message=_(
                    "A role covers one commune, one village or one province."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind="village_head") | Q(village__isnull=False),
                name="accounts_role_head_has_a_village",
                violation_error_message=_("Choose the village of a village head."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["officer", "committee"]) | Q(commune__isnull=False),
                name="accounts_role_officer_has_a_commune",
                violation_error_message=_("Choose the commune of an officer or committee member."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.place}"

    @property
    @admin.display(description=_("place"))
    def place(self) -> Any:
        return self.village or self.commune or self.province


class ApiClientQuerySet(ScopedQuerySet):
    scope = Scope(
        commune="commune",
        readers=frozenset({access.COMMITTEE}),
        editors=frozenset({access.COMMITTEE}),
    )


class ApiClient(models.Model):
    """A system of the upper level that reads the register's counts by token, until a day.

    It goes through the same door as people (`reach_of`): one commune or one province, and
    only what observers may read. Of the token only a hash is kept.
    """

    name = models.CharField(_("system"), max_length=120, help_text=_("Who reads, and for what."))
    commune = models.ForeignKey(
        Commune, models.PROTECT, null=True, blank=True, related_name="api_clients",
        verbose_name=_("commune"),
    )  # fmt: skip
    province = models.CharField(_("province"), max_length=120, blank=True)
    expires_on = models.DateField(
        _("good until"), help_text=_("The first day on which it opens nothing any more.")
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    last_used_on = models.DateField(_("last used on"), null=True, editable=False)

    objects = ApiClientQuerySet.as_manager()

    is_authenticated = is_active = True
    is_superuser = False

    class Meta:
        verbose_name, verbose_name_plural = _("reading system"), _("reading systems")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(commune__isnull=False, province="")
                | (Q(commune__isnull=True) & ~Q(province="")),
                name="accounts_apiclient_one_place",
                violation_error_message=_("Choose a commune or name a province, not both."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def reach_of(self, kinds: frozenset[str]) -> Reach:
        """What it covers: nothing for rows that observers may not read."""
        if access.OBSERVER not in kinds:
            return Reach()
        if self.commune_id is None:
            return Reach(provinces=frozenset({self.province}))
        if not hasattr(self, "_communes"):
            self._communes = frozenset({self.commune_id}) | kin_of([self.commune_id])
        return Reach(communes=self._communes)
