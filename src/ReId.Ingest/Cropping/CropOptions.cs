using ReId.Contracts;

namespace ReId.Ingest.Cropping;

/// <summary>Which crops of a tracklet are kept.</summary>
public sealed record CropOptions
{
    /// <summary>Most crops of a tracklet (of each <see cref="LongTracklet"/> of it).</summary>
    public int PerTracklet { get; init; } = 5;

    /// <summary>Least time between two crops of a tracklet (of each <see cref="LongTracklet"/> of it).</summary>
    public TimeSpan Spacing { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>
    /// After this time the best crops of a tracklet are published although it goes on, so that somebody who stays in
    /// view can be found, and so that memory stays flat.
    /// </summary>
    public TimeSpan LongTracklet { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Crops below this share of the quality of the tracklet's best one are dropped.</summary>
    public double MinRelativeQuality { get; init; } = 0.6;

    /// <summary>JPEG quality, 1 to 100.</summary>
    public int JpegQuality { get; init; } = 95;

    internal void Validate()
    {
        Require(PerTracklet >= 1, $"{nameof(PerTracklet)} is {PerTracklet}, but a tracklet needs at least 1 crop.");
        Require(Spacing > TimeSpan.Zero, $"{nameof(Spacing)} is {Spacing}, but the time between crops is above zero.");
        Require(LongTracklet >= Spacing, $"{nameof(LongTracklet)} is {LongTracklet}, but it is at least the spacing ({Spacing}).");
        Require(MinRelativeQuality is >= 0 and <= 1, $"{nameof(MinRelativeQuality)} is {MinRelativeQuality}, but a share lies between 0 and 1.");
        Require(JpegQuality is >= 1 and <= 100, $"{nameof(JpegQuality)} is {JpegQuality}, but a JPEG's quality lies between 1 and 100.");

        static void Require(bool holds, string sentence)
        {
            if (!holds)
            {
                throw new ReIdException("Cropping: " + sentence);
            }
        }
    }
}
