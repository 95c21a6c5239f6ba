namespace ReId.Index.Identities;

/// <summary>An operation as the history shows it.</summary>
/// <param name="Sequence">Rises with time; pages continue below it.</param>
/// <param name="OperationId">By which it is undone.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who.</param>
/// <param name="Kind">For instance <c>merge</c>.</param>
/// <param name="Reason">One sentence.</param>
/// <param name="Crops">Crops whose identity changed.</param>
/// <param name="UndoneBy">The operation that took it back; null while it is in force.</param>
public sealed record HistoryEntry(
    long Sequence, Guid OperationId, DateTimeOffset At, string Actor, string Kind, string Reason, int Crops, Guid? UndoneBy);
