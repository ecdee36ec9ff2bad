using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Guiju.Platform.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SavedViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "list_settings",
                columns: table => new
                {
                    person_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    columns = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    opens = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    pins = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_list_settings", x => x.person_id);
                    table.ForeignKey(
                        name: "fk_list_settings_person_person_id",
                        column: x => x.person_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "saved_views",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    unit_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    owner_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    shared = table.Column<bool>(type: "INTEGER", nullable: false),
                    query = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    columns = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    created_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changed_by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_views", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_views_person_owner_id",
                        column: x => x.owner_id,
                        principalTable: "people",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_saved_views_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "units",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customers_unit_id_changed_at",
                table: "customers",
                columns: new[] { "unit_id", "changed_at" },
                filter: "archived_at IS NULL AND merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_unit_id_industry_sort_key_serial",
                table: "customers",
                columns: new[] { "unit_id", "industry", "sort_key", "serial" },
                filter: "archived_at IS NULL AND merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_unit_id_lead_class_sort_key_serial",
                table: "customers",
                columns: new[] { "unit_id", "lead_class", "sort_key", "serial" },
                filter: "archived_at IS NULL AND merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_unit_id_source_sort_key_serial",
                table: "customers",
                columns: new[] { "unit_id", "source", "sort_key", "serial" },
                filter: "archived_at IS NULL AND merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_unit_id_stage_sort_key_serial",
                table: "customers",
                columns: new[] { "unit_id", "stage", "sort_key", "serial" },
                filter: "archived_at IS NULL AND merged_into_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_owner_id_name",
                table: "saved_views",
                columns: new[] { "owner_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_saved_views_unit_id",
                table: "saved_views",
                column: "unit_id",
                filter: "shared");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "list_settings");

            migrationBuilder.DropTable(
                name: "saved_views");

            migrationBuilder.DropIndex(
                name: "ix_customers_unit_id_changed_at",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_unit_id_industry_sort_key_serial",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_unit_id_lead_class_sort_key_serial",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_unit_id_source_sort_key_serial",
                table: "customers");

            migrationBuilder.DropIndex(
                name: "ix_customers_unit_id_stage_sort_key_serial",
                table: "customers");
        }
    }
}
