namespace ReId.Cli.Hosting.Bus.Dead;

/// <summary>A message that could not be processed, as its dead queue holds it.</summary>
/// <param name="MessageId">Its id; empty where its sender gave none.</param>
/// <param name="DiedAt">When it was given up; null where nobody noted it.</param>
/// <param name="Reason">Why, one sentence.</param>
internal sealed record DeadLetter(string MessageId, DateTimeOffset? DiedAt, string Reason);
