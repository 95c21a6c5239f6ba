using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ReId.Index.Database.Migrations.Postgres
{
    /// <inheritdoc />
    internal partial class PictureChecksums : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "picture_checksum",
                table: "crops",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "picture_checksum",
                table: "crops");
        }
    }
}
