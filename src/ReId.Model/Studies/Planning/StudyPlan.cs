namespace ReId.Model.Studies.Planning;

/// <summary>How long the runs of a study are. It is made once and kept, so that a resumed study goes on with the same runs.</summary>
public sealed record StudyPlan
{
    /// <summary>Images that each run trains with; 0 where nothing is trained.</summary>
    public int Images { get; init; }

    /// <summary>Images of a step; 0 where nothing is trained.</summary>
    public int Batch { get; init; }

    /// <summary>The network whose measured speed decided the images; null where the user gave them.</summary>
    public string? Slowest { get; init; }

    /// <summary>Members that the budget has no room for.</summary>
    public IReadOnlyList<LeftOut> LeftOut { get; init; } = [];

    /// <summary>Images per second of the forward pass by member, where the study measures it.</summary>
    public IReadOnlyDictionary<string, double> Forward { get; init; } = new Dictionary<string, double>();

    /// <summary>Time that the plan took, seconds.</summary>
    public double Seconds { get; init; }
}

/// <summary>A member that takes no part.</summary>
/// <param name="Member">Its name.</param>
/// <param name="Reason">Why, without the name.</param>
public sealed record LeftOut(string Member, string Reason);
