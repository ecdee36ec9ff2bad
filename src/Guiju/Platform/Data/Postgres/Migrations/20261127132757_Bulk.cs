using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Guiju.Platform.Data.Postgres.Migrations
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
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starter_id = table.Column<Guid>(type: "uuid", nullable: true),
                    starter_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    change_json = table.Column<string>(type: "text", nullable: false),
                    conditions = table.Column<string>(type: "text", nullable: true),
                    ticked = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    mark = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    to_change = table.Column<int>(type: "integer", nullable: false),
                    already = table.Column<int>(type: "integer", nullable: false),
                    blocked = table.Column<int>(type: "integer", nullable: false),
                    last_row = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    conflicts = table.Column<int>(type: "integer", nullable: false),
                    taken_back = table.Column<int>(type: "integer", nullable: false),
                    stayed = table.Column<int>(type: "integer", nullable: false),
                    undo_from = table.Column<int>(type: "integer", nullable: false),
                    reasons_json = table.Column<string>(type: "text", nullable: false),
                    told_json = table.Column<string>(type: "text", nullable: false),
                    milliseconds = table.Column<long>(type: "bigint", nullable: false),
                    started_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    finished_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    created_by = table.Column<Guid>(type: "uuid", nullable: true),
                    changed_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    changed_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bulk_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "job_claims",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    holder = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_job_claims", x => x.job_id);
                });

            migrationBuilder.CreateTable(
                name: "bulk_effects",
                columns: table => new
                {
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    title = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    before = table.Column<string>(type: "text", nullable: false)
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
                    job_id = table.Column<Guid>(type: "uuid", nullable: false),
                    row = table.Column<int>(type: "integer", nullable: false),
                    file_id = table.Column<Guid>(type: "uuid", nullable: false),
                    result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    reason = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: true),
                    finding = table.Column<string>(type: "text", nullable: true)
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
