using Microsoft.EntityFrameworkCore;

namespace ReId.Index.Database;

/// <summary>The same schema with PostgreSQL's migrations: EF Core finds those by the type of the context.</summary>
internal sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : GalleryDbContext(options);
