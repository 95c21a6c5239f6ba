using OpenCvSharp;
using ReId.Ingest.Detection;
using ReId.Ingest.Sources;
using ReId.Ingest.Tracking;

namespace ReId.Ingest.Cropping;

/// <summary>Cuts crops out of frames and hands out the best ones of each tracklet when it ends.</summary>
internal sealed class CropCutter(CropOptions options)
{
    private readonly Dictionary<Guid, TrackletCrops> _open = [];
    private readonly HashSet<Guid> _published = [];

    /// <summary>Tracklets that gave at least one crop so far.</summary>
    public int Tracklets { get; private set; }

    /// <summary>Cuts the detections of a frame that belong to a tracklet; returns the crops of people who stay long.</summary>
    public IReadOnlyList<CapturedCrop> Cut(
        Frame frame, IReadOnlyList<PersonDetection> detections, IReadOnlyList<TrackletState?> tracklets)
    {
        // What belongs to nobody hides nobody either: it is mostly a part of somebody who is found as a whole.
        int[] owned = [.. Enumerable.Range(0, detections.Count).Where(i => tracklets[i] is not null)];
        PersonDetection[] people = [.. owned.Select(i => detections[i])];
        var ready = new List<CapturedCrop>();
        for (var i = 0; i < people.Length; i++)
        {
            var (tracklet, confirmed) = tracklets[owned[i]]!.Value;
            if (!_open.TryGetValue(tracklet, out var crops))
            {
                _open[tracklet] = crops = new TrackletCrops(options);
            }

            if (crops.IsLong(frame.Timestamp))
            {
                if (confirmed)
                {
                    ready.AddRange(Take(tracklet, crops));
                }
                else
                {
                    crops.Thin(frame.Timestamp);
                }
            }

            using var crop = frame.Image.SubMat(people[i].Box.ToRect());
            var quality = CropQuality.Of(crop, frame.Image.Size(), i, people);
            if (crops.Wants(frame.Timestamp, quality))
            {
                crops.Add(Encode(frame, people[i], tracklet, crop, quality));
            }
        }

        return ready;
    }

    /// <summary>The best crops of tracklets that are over; false alarms are dropped.</summary>
    public IReadOnlyList<CapturedCrop> End(IEnumerable<TrackletState> ended)
    {
        var ready = new List<CapturedCrop>();
        foreach (var tracklet in ended)
        {
            if (_open.Remove(tracklet.Id, out var crops) && tracklet.Confirmed)
            {
                ready.AddRange(Take(tracklet.Id, crops));
            }

            _published.Remove(tracklet.Id);
        }

        return ready;
    }

    private IReadOnlyList<CapturedCrop> Take(Guid id, TrackletCrops crops)
    {
        var best = crops.TakeBest();
        if (best.Count > 0 && _published.Add(id))
        {
            Tracklets++;
        }

        return best;
    }

    private CapturedCrop Encode(Frame frame, PersonDetection detection, Guid trackletId, Mat crop, float quality) => new()
    {
        Camera = frame.Camera,
        TrackletId = trackletId,
        CapturedAt = frame.Timestamp,
        Box = detection.Box,
        Quality = quality,
        Jpeg = crop.ImEncode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, options.JpegQuality)),
    };
}
