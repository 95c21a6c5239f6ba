using System.Diagnostics;
using Npgsql;
using ReId.Contracts;

namespace ReId.Index.Database;

/// <summary>
/// The right to write a PostgreSQL database: an advisory lock that a session of ours holds. The server frees it with the
/// session, so a restart or a cut connection takes it from us without a word: it is asked for before every write, and
/// taken again where it was lost.
/// </summary>
internal sealed class PostgresWriterLock(string connection) : IDisposable
{
    private const long Key = 0x5265_4964; // "ReId"
    private const int AnswerSeconds = 10;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_end = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1);
    private NpgsqlConnection? _held;
    private int _losses;

    /// <summary>Name of our sessions at the server, those too that it has not yet missed.</summary>
    public string Session { get; } = $"ReId writer {Guid.NewGuid():N}";

    /// <summary>Takes it for the first time.</summary>
    /// <exception cref="ReIdException">Another process has it.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        var session = await OpenAsync(cancellationToken);
        _held = await TryAsync(session, cancellationToken)
            ? session
            : throw Refused(session, "is in use by another ReId process: stop that process, or name another database");
    }

    /// <summary>Makes sure that it is held, now that something is to be written.</summary>
    /// <returns>How often it was lost so far: where that has risen, others may have written in between.</returns>
    /// <exception cref="StoreUnavailableException">Another process has it now.</exception>
    public async Task<int> HoldAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (!await IsHeldAsync())
            {
                await TakeAgainAsync(cancellationToken);
                _losses++;
            }

            return _losses;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Lets it go.</summary>
    public void Dispose()
    {
        _held?.Dispose();
        _held = null;
    }

    private async Task<bool> IsHeldAsync()
    {
        if (_held is not { FullState: System.Data.ConnectionState.Open } session)
        {
            return false;
        }

        try
        {
            // A session that lives has what it locked. Not to be cancelled: that would cost the session.
            await using var command = session.CreateCommand();
            command.CommandText = "SELECT 1";
            command.CommandTimeout = AnswerSeconds;
            await command.ExecuteScalarAsync(CancellationToken.None);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task TakeAgainAsync(CancellationToken cancellationToken)
    {
        Dispose();
        var session = await OpenAsync(cancellationToken);
        try
        {
            // 1. A session of ours that the server has not yet missed would hold the lock against us. It takes a moment to end.
            var start = Stopwatch.GetTimestamp();
            var ours = await EndOursAsync(session, cancellationToken);

            // 2. Whoever has it otherwise is another process.
            for (; !await TryAsync(session, cancellationToken); await Task.Delay(s_look, cancellationToken))
            {
                if (ours == 0 || Stopwatch.GetElapsedTime(start) > s_end)
                {
                    throw new StoreUnavailableException(Sentence(
                        session, "was taken over by another ReId process while the connection was lost, so this one writes no more: stop one of them"));
                }
            }
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }

        _held = session;
    }

    private async Task<long> EndOursAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var command = session.CreateCommand();
        command.CommandText =
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = @ours AND pid <> pg_backend_pid()";
        command.Parameters.AddWithValue("ours", Session);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    // Its own session: a pooled one would be reset, and the lock with it.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection)
        {
            Pooling = false,
            KeepAlive = 30,
            ApplicationName = Session,
        }.ConnectionString);
        try
        {
            await session.OpenAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    private static async Task<bool> TryAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var command = session.CreateCommand();
        command.CommandText = "SELECT pg_try_advisory_lock(@key)";
        command.Parameters.AddWithValue("key", Key);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static ReIdException Refused(NpgsqlConnection session, string why)
    {
        var sentence = Sentence(session, why);
        session.Dispose();
        return new ReIdException(sentence);
    }

    private static string Sentence(NpgsqlConnection session, string why) =>
        $"The PostgreSQL database {session.Database} on {session.Host} {why}.";
}
