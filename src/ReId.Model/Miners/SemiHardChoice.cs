namespace ReId.Model.Miners;

/// <summary>Which of the semi-hard negatives of a pair is taken.</summary>
public enum SemiHardChoice
{
    /// <summary>A random one (the FaceNet paper).</summary>
    Random,

    /// <summary>All of them.</summary>
    All,

    /// <summary>The nearest.</summary>
    Nearest,
}
