using ReId.Cli.Demo;

namespace ReId.Cli.Tests.Demo;

public sealed class CameraNamesTests
{
    [Fact]
    public void A_camera_is_named_after_its_file() =>
        Assert.Equal([("/a/north.avi", "north"), ("/b/south.mp4", "south")], CameraNames.Of(["/a/north.avi", "/b/south.mp4"]));

    [Fact]
    public void Files_of_one_name_are_told_apart_by_their_folders() => Assert.Equal(
        [("/north/video.avi", "north-video"), ("/south/video.avi", "south-video"), ("/b/hall.avi", "hall")],
        CameraNames.Of(["/north/video.avi", "/south/video.avi", "/b/hall.avi"]));

    [Fact]
    public void The_same_file_twice_is_refused()
    {
        var error = Assert.Throws<UsageException>(() => CameraNames.Of(["/a/video.avi", "/a/video.avi"]));

        Assert.Contains("'a-video'", error.Message, StringComparison.Ordinal);
    }
}
