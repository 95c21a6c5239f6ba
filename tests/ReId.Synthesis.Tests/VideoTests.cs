using ReId.Synthesis.Video;

namespace ReId.Synthesis.Tests;

public sealed class VideoTests
{
    private readonly Recording _recording = new(seed: 3, cameras: 2, people: 5, seconds: 8, framesPerSecond: 5, width: 320, height: 180);

    [Fact]
    public void Boxes_hold_every_pixel_of_a_person()
    {
        var checkedBoxes = 0;
        for (var camera = 1; camera <= 2; camera++)
        {
            var film = _recording.Film(camera);
            for (var frame = 1; frame <= _recording.Frames; frame += 4)
            {
                List<Sighting> seen = [];
                using var picture = film.Render(frame, seen);
                Assert.Equal((180, 320), (picture.Rows, picture.Cols));
                foreach (var sighting in seen)
                {
                    checkedBoxes++;
                    var owners = film.Owners;
                    for (var i = 0; i < owners.Length; i++)
                    {
                        if (owners[i] == sighting.Identity)
                        {
                            var (x, y) = (i % 320, i / 320);
                            Assert.True(x >= sighting.Box.Left && x < sighting.Box.Right && y >= sighting.Box.Top && y < sighting.Box.Bottom);
                        }
                    }
                }
            }
        }

        Assert.True(checkedBoxes > 10, $"only {checkedBoxes} sightings");
    }

    [Fact]
    public void Everybody_is_seen_and_somebody_by_both_cameras()
    {
        List<(int Camera, int Identity)> met = [];
        for (var camera = 1; camera <= 2; camera++)
        {
            var film = _recording.Film(camera);
            for (var frame = 1; frame <= _recording.Frames; frame += 5)
            {
                List<Sighting> seen = [];
                film.Render(frame, seen).Dispose();
                met.AddRange(seen.Select(sighting => (camera, sighting.Identity)));
            }
        }

        Assert.Equal([1, 2, 3, 4, 5], met.Select(pair => pair.Identity).Distinct().Order());
        Assert.Contains(met.Distinct().GroupBy(pair => pair.Identity), person => person.Count() == 2);
    }

    [Fact]
    public void The_same_seed_gives_the_same_frames_in_any_order()
    {
        var film = _recording.Film(1);
        film.Render(7, []).Dispose();
        using var first = film.Render(3, []);
        using var second = _recording.Film(1).Render(3, []);
        using var other = new Recording(4, 2, 5, 8, 5, 320, 180).Film(1).Render(3, []);
        Assert.Equal(Bytes(first), Bytes(second));
        Assert.NotEqual(Bytes(first), Bytes(other));
    }

    private static byte[] Bytes(OpenCvSharp.Mat picture)
    {
        var bytes = new byte[picture.Rows * picture.Cols * 3];
        System.Runtime.InteropServices.Marshal.Copy(picture.Data, bytes, 0, bytes.Length);
        return bytes;
    }
}
