using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Storage;

namespace ReId.Index.Doctor;

/// <summary>Reads every row, of SQLite also every page. Changes nothing: rows only a backup brings back.</summary>
internal sealed class DatabaseCheck
{
    public const string NotOfPostgres =
        "the structure of PostgreSQL's own files, which only its server sees: pg_amcheck looks at indexes, pg_checksums at pages";

    private readonly string _directory;
    private readonly string _file;
    private readonly PostgresDatabase? _postgres;
    private readonly List<DoctorFinding> _findings;

    public DatabaseCheck(GalleryOptions options, List<DoctorFinding> findings)
    {
        _directory = options.Directory;
        _file = Path.Combine(options.Directory, GalleryLayout.DatabaseFile);
        _findings = findings;
        _postgres = options.Database is { } connection ? new PostgresDatabase(connection, []) : null;
        Database = _postgres ?? (GalleryDatabase)new SqliteDatabase(_file, []);
    }

    /// <summary>What is checked.</summary>
    public GalleryDatabase Database { get; }

    /// <returns>What was read; null where it is damaged, and nothing else can be held against it.</returns>
    /// <exception cref="ReIdException">It is of another version, in use, or cannot be reached.</exception>
    public async Task<RowReport?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using (var context = Database.CreateContext())
            {
                if (_postgres is not null)
                {
                    await _postgres.LockAsync(cancellationToken);
                    await PostgresSchema.RequireAsync(context, cancellationToken);
                    await RestoreMark.RequireAsync(context, _directory, cancellationToken);
                }
                else if (await StructureCheck.RunAsync(context, cancellationToken) is { } damage)
                {
                    _findings.Add(new DoctorFinding("database", Damaged(damage)));
                    return null;
                }
                else if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                {
                    throw new ReIdException($"{_file} is of an older version: start the gallery once with this version, which brings it up to date.");
                }
            }

            var rows = await RowCheck.RunAsync(Database, cancellationToken);
            _findings.AddRange(rows.Problems.Select(problem => new DoctorFinding("database", Damaged(problem))));
            return rows.Problems.Count == 0 ? rows : null;
        }
        catch (Exception failure) when (failure is Microsoft.Data.Sqlite.SqliteException or InvalidDataException
            or Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.DataCorrupted or Npgsql.PostgresErrorCodes.IndexCorrupted })
        {
            _findings.Add(new DoctorFinding("database", DatabaseFailures.Explain(failure, _directory)?.Message ?? Damaged(failure.Message)));
            return null;
        }
    }

    private string Damaged(string detail) => _postgres is null ? DatabaseFailures.Damaged(_file, detail) : PostgresFailures.Damaged(detail);
}
