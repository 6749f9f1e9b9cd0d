"""The first tables: people and invitations."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("address", models.EmailField(max_length=254, unique=True, verbose_name="alamat surel")),
                ("name", models.CharField(max_length=120, verbose_name="nama lengkap")),
                (
                    "duty",
                    models.CharField(
                        choices=[("penulis", "penulis"), ("penyunting", "penyunting"), ("pengelola", "pengelola")],
                        max_length=20,
                        verbose_name="peran",
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("name", models.CharField(blank=True, max_length=120, verbose_name="nama lengkap")),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="alamat surel")),
                (
                    "duty",
                    models.CharField(
                        choices=[("penulis", "penulis"), ("penyunting", "penyunting"), ("pengelola", "pengelola")],
                        max_length=20,
                        verbose_name="peran",
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="invitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "renews",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ways_back",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
