namespace ReId.Index.Auditing;

/// <summary>Who did what and when. Lines are added, never changed.</summary>
public interface IAuditLog
{
    /// <summary>Adds a line; it is durable when the call returns. Lines of the same moment share a commit.</summary>
    /// <param name="entry">The line; its sequence number is given by the log.</param>
    /// <param name="cancellationToken">Ends the waiting; the line is written all the same.</param>
    Task WriteAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Reads lines, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<IReadOnlyList<AuditEntry>> ReadAsync(AuditQuery query, CancellationToken cancellationToken);
}
