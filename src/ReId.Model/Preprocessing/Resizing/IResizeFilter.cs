namespace ReId.Model.Preprocessing.Resizing;

/// <summary>A reconstruction filter by name; stretched by the reduction factor when shrinking (antialiasing).</summary>
internal interface IResizeFilter
{
    /// <summary>Name in model files.</summary>
    string Name { get; }

    /// <summary>Distance from the centre beyond which the weight is zero, source pixels at scale 1.</summary>
    double Support { get; }

    /// <summary>Weight of a sample at a distance from the centre.</summary>
    double Weight(double distance);
}
