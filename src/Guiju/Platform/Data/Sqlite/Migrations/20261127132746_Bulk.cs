using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Guiju.Platform.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Bulk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "bulk_jobs",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    unit_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    starter_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    starter_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    change_json = table.Column<string>(type: "TEXT", nullable: false),
                    conditions = table.Column<string>(type: "TEXT", nullable: true),
                    ticked = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    mark = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    rows = table.Column<int>(type: "INTEGER", nullable: false),
                    to_change = table.Column<int>(type: "INTEGER", nullable: false),
                    already = table.Column<int>(type: "INTEGER", nullable: false),
                    blocked = table.Column<int>(type: "INTEGER", nullable: false),
                    last_row = table.Column<int>(type: "INTEGER", nullable: false),
                    done = table.Column<int>(type: "INTEGER", nullable: false),
                    unchanged = table.Column<int>(type: "INTEGER", nullable: false),
                    refused = table.Column<int>(type: "INTEGER", nullable: false),
                    conflicts = table.Column<int>(type: "INTEGER", nullable: false),
                    taken_back = table.Column<int>(type: "INTEGER", nullable: false),
                    stayed = table.Column<int>(type: "INTEGER", nullable: false),
                    undo_from = table.Column<int>(type: "INTEGER", nullable: false),
                    reasons_json = table.Column<string>(type: "TEXT", nullable: false),
                    told_json = table.Column<string>(type: "TEXT", nullable: false),
                    milliseconds = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    finished_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    failure = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    created_by = table.Column<byte[]>(type: "BLOB", nullable: true),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changed_by = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_claims",
                columns: table => new
                {
                    job_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    holder = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_claims", x => x.job_id);
                });

            migrationBuilder.CreateTable(
                name: "bulk_effects",
                columns: table => new
                {
                    job_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    row = table.Column<int>(type: "INTEGER", nullable: false),
                    file_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    unit_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    before = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_effects", x => new { x.job_id, x.row });
                    table.ForeignKey(
                        name: "fk_bulk_effects_bulk_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "bulk_jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "bulk_rows",
                columns: table => new
                {
                    job_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    row = table.Column<int>(type: "INTEGER", nullable: false),
                    file_id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    result = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    finding = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_rows", x => new { x.job_id, x.row });
                    table.ForeignKey(
                        name: "fk_bulk_rows_bulk_jobs_job_id",
                        column: x => x.job_id,
                        principalTable: "bulk_jobs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_jobs_starter_id_created_at",
                table: "bulk_jobs",
                columns: new[] { "starter_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_bulk_jobs_state",
                table: "bulk_jobs",
                column: "state");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_rows_job_id_reason_row",
                table: "bulk_rows",
                columns: new[] { "job_id", "reason", "row" },
                filter: "reason IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_bulk_rows_job_id_result_row",
                table: "bulk_rows",
                columns: new[] { "job_id", "result", "row" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bulk_effects");

            migrationBuilder.DropTable(
                name: "bulk_rows");

            migrationBuilder.DropTable(
                name: "job_claims");

            migrationBuilder.DropTable(
                name: "bulk_jobs");
        }
    }
}
