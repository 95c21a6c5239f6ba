using System.Diagnostics;
using ReId.Contracts;
using ReId.Ingest.Detection;
using ReId.Ingest.Pictures;
using ReId.Search.Problems;

namespace ReId.Search.Pictures;

/// <summary>
/// Pictures that requests bring: judged by their header, decoded a few at a time, searched for people. A decoded picture
/// takes 150 MB at the limit, so that no number of requests may decode at once.
/// </summary>
internal sealed class PictureReader(PersonDetectorCatalog detectors, ApiOptions options) : IDisposable
{
    private readonly SemaphoreSlim _decoding = new(Math.Clamp(Environment.ProcessorCount / 2, 1, 4));
    private readonly SemaphoreSlim _detecting = new(1);
    private IPersonDetector? _detector;

    /// <summary>The part that is meant.</summary>
    /// <param name="encoded">The picture.</param>
    /// <param name="selection">Which part.</param>
    /// <param name="name">How a message calls the picture.</param>
    /// <param name="cancellationToken">Ends the waiting for a turn.</param>
    public async Task<SelectedPicture> SelectAsync(
        byte[] encoded, PictureSelection selection, string name, CancellationToken cancellationToken)
    {
        if (selection is { Box: not null, Detect: true })
        {
            throw ApiException.Bad("'box' and 'detect' exclude each other: name the box, or have people looked for.");
        }

        if (selection is { Choose: not null, Detect: false })
        {
            throw ApiException.Bad("'choose' is for 'detect=true', which is missing.");
        }

        var (width, height) = StillPicture.Measure(encoded, options.MaxPixels, name);
        if (selection is { Box: null, Detect: false })
        {
            return new SelectedPicture { Encoded = encoded, Box = new PixelBox(0, 0, width, height) };
        }

        await _decoding.WaitAsync(cancellationToken);
        try
        {
            var start = Stopwatch.GetTimestamp();
            using var picture = await Task.Run(() => StillPicture.Decode(encoded, options.MaxPixels, name), cancellationToken);
            var decoded = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (selection.Box is { } box)
            {
                return new SelectedPicture { Encoded = Cut(picture, box), Box = box, DecodeMs = decoded };
            }

            start = Stopwatch.GetTimestamp();
            var people = await PeopleAsync(picture, cancellationToken);
            var detected = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (people.Count == 0)
            {
                throw ApiException.Unusable($"{name} shows nobody that the detector finds: give 'box', or leave 'detect' out to search with all of it.");
            }

            var chosen = selection.Choose ?? 0;
            if (chosen >= people.Count)
            {
                throw ApiException.Bad($"'choose' is {chosen}, but {name.ToLowerInvariant()} shows {people.Count} people, counted from 0.");
            }

            return new SelectedPicture
            {
                Encoded = Cut(picture, people[chosen].Box),
                Box = people[chosen].Box,
                People = [.. people.Select(found => new FoundPerson(found.Box.X, found.Box.Y, found.Box.Width, found.Box.Height, found.Score))],
                Chosen = chosen,
                DecodeMs = decoded,
                DetectMs = detected,
            };
        }
        finally
        {
            _decoding.Release();
        }
    }

    /// <summary>A JPEG of a given height.</summary>
    public async Task<byte[]> ThumbnailAsync(byte[] encoded, int height, CancellationToken cancellationToken)
    {
        await _decoding.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(
                () =>
                {
                    // What is stored may be as large as decoders take.
                    using var picture = StillPicture.Decode(encoded, long.MaxValue, "The stored picture");
                    return picture.Thumbnail(height);
                },
                cancellationToken);
        }
        finally
        {
            _decoding.Release();
        }
    }

    public void Dispose()
    {
        _detector?.Dispose();
        _decoding.Dispose();
        _detecting.Dispose();
    }

    private static byte[] Cut(StillPicture picture, PixelBox box)
    {
        try
        {
            return picture.Cut(box, "'box'");
        }
        catch (ReIdException outside)
        {
            throw ApiException.Bad(outside.Message);
        }
    }

    private async Task<IReadOnlyList<PersonDetection>> PeopleAsync(StillPicture picture, CancellationToken cancellationToken)
    {
        await _detecting.WaitAsync(cancellationToken);
        try
        {
            _detector ??= detectors.Create(options.Detector, options.Detection);
            return await Task.Run(() => picture.People(_detector), cancellationToken);
        }
        finally
        {
            _detecting.Release();
        }
    }
}
