"""Customers with their addresses and contacts; every query says whose eyes it is for."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from bot.storage.base import Base, BigId


class Customer(Base):
    """A company that buys. Empty text means: not known."""

    __tablename__ = "customers"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    number: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    vat_id: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    grade: Mapped[str] = mapped_column(default="")
    """A, B or C."""
    visit_interval: Mapped[int | None]
    """Days between visits; None: as the grade says."""
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    payment_terms: Mapped[int | None]
    """Days."""
    iban: Mapped[str] = mapped_column(default="")
    invoice_email: Mapped[str] = mapped_column(default="")
    preferences: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    addresses: Mapped[list["Address"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Address.id"
    )
    contacts: Mapped[list["Contact"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", order_by="Contact.position"
    )


class Address(Base):
    """One of a customer's addresses; `kind` is billing, correspondence or delivery."""

    __tablename__ = "addresses"
    __table_args__ = (UniqueConstraint("customer_id", "kind"),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    kind: Mapped[str]
    street: Mapped[str] = mapped_column(default="")
    street2: Mapped[str] = mapped_column(default="")
    postal_code: Mapped[str] = mapped_column(default="")
    city: Mapped[str] = mapped_column(default="")
    country: Mapped[str] = mapped_column(default="DE")


class Contact(Base):
    """Somebody at a customer's; `salutation` is ms, mr or empty, phones are E.164."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("customer_id", "position"),)
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customers.id"))
    position: Mapped[int]
    salutation: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    first_name: Mapped[str] = mapped_column(default="")
    last_name: Mapped[str] = mapped_column(default="")
    function: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    mobile: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
