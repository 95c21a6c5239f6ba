namespace ReId.Model.Backbones.OsNet;

/// <summary>Channels of the stem and of the three stages.</summary>
internal sealed record OsNetWidth(IReadOnlyList<int> Channels)
{
    public static OsNetWidth Full { get; } = new([64, 256, 384, 512]);

    public static OsNetWidth ThreeQuarters { get; } = new([48, 192, 288, 384]);

    public static OsNetWidth Half { get; } = new([32, 128, 192, 256]);

    public static OsNetWidth Quarter { get; } = new([16, 64, 96, 128]);
}
