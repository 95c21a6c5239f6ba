using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReId.Index.Database.Migrations
{
    /// <inheritdoc />
    internal partial class InitialGallery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "cameras",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_cameras", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "models",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    dimension = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_models", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "crops",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    camera_id = table.Column<int>(type: "INTEGER", nullable: false),
                    tracklet_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    captured_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    box_x = table.Column<int>(type: "INTEGER", nullable: false),
                    box_y = table.Column<int>(type: "INTEGER", nullable: false),
                    box_width = table.Column<int>(type: "INTEGER", nullable: false),
                    box_height = table.Column<int>(type: "INTEGER", nullable: false),
                    quality = table.Column<float>(type: "REAL", nullable: false),
                    width = table.Column<int>(type: "INTEGER", nullable: false),
                    height = table.Column<int>(type: "INTEGER", nullable: false),
                    blob_key = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_crops", x => x.id);
                    table.ForeignKey(
                        name: "fk_crops_camera",
                        column: x => x.camera_id,
                        principalTable: "cameras",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "vectors",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    crop_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    model_id = table.Column<int>(type: "INTEGER", nullable: false),
                    data = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_vectors", x => x.sequence);
                    table.ForeignKey(
                        name: "fk_vectors_crop",
                        column: x => x.crop_id,
                        principalTable: "crops",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_vectors_model",
                        column: x => x.model_id,
                        principalTable: "models",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ux_cameras_name",
                table: "cameras",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_crops_camera",
                table: "crops",
                column: "camera_id");

            migrationBuilder.CreateIndex(
                name: "ix_crops_captured_at",
                table: "crops",
                columns: new[] { "captured_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_crops_tracklet",
                table: "crops",
                column: "tracklet_id");

            migrationBuilder.CreateIndex(
                name: "ux_models_name",
                table: "models",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_vectors_model_sequence",
                table: "vectors",
                columns: new[] { "model_id", "sequence" });

            migrationBuilder.CreateIndex(
                name: "ux_vectors_crop_model",
                table: "vectors",
                columns: new[] { "crop_id", "model_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "vectors");

            migrationBuilder.DropTable(
                name: "crops");

            migrationBuilder.DropTable(
                name: "models");

            migrationBuilder.DropTable(
                name: "cameras");
        }
    }
}
