namespace ReId.Model.Samplers;

/// <summary>What becomes of identities with fewer than K pictures.</summary>
public enum ScarcePolicy
{
    /// <summary>Their pictures are taken more than once.</summary>
    Repeat,

    /// <summary>They take no part.</summary>
    Drop,

    /// <summary>All their pictures are taken, fewer than K.</summary>
    All,
}
