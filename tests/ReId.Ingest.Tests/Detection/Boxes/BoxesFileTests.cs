using ReId.Contracts;
using ReId.Ingest.Detection.Boxes;
using ReId.Testing;

namespace ReId.Ingest.Tests.Detection.Boxes;

public sealed class BoxesFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Detections_of_the_mot_challenge_are_read()
    {
        var file = Read("1,-1,912,484,97,109,0.5,-1,-1,-1\r\n\r\n2, -1, 338.5, 418, 141, 268, 0.25, -1, -1, -1\r\n");

        Assert.Equal(
            [new BoxRow(null, 0, 911, 483, 97, 109, 0.5), new BoxRow(null, 1, 337.5, 417, 141, 268, 0.25)], file.Rows);
        Assert.False(file.NamesCameras);
    }

    [Fact]
    public void Of_a_ground_truth_the_people_who_count_are_read()
    {
        // Considered, class (1 person, 7 static person, 3 car), visibility.
        var file = Read("1,1,10,10,20,40,1,1,0.9\n1,2,10,10,20,40,0,1,1\n1,3,10,10,20,40,1,3,1\n1,4,30,10,20,40,1,7,0\n");

        Assert.Equal([(9.0, 1.0), (29.0, 1.0)], file.Rows.Select(row => (row.X, row.Score!.Value)));
    }

    [Theory]
    [InlineData("1 -1 10 10 20 40 0.5")]
    [InlineData("1,-1,10,10,20,40,0.5,")]
    [InlineData("1,-1,10,10,20,40")]
    [InlineData("1,-1,10,10,20,40,-1")]
    public void Separators_and_missing_scores_are_forgiven(string line) =>
        Assert.True(Assert.Single(Read(line).Rows).Score is 0.5 or 1);

    [Theory]
    [InlineData("1,-1,10,10,20", "Line 1 of the boxes '{0}' has 5 columns, but a box has at least 6: frame,id,x,y,width,height.")]
    [InlineData("1,1,1,1,5,5\n1,-1,ten,10,20,40", "Line 2 of the boxes '{0}' has 'ten' in column 3, but that is a number.")]
    [InlineData("0,-1,10,10,20,40", "Line 1 of the boxes '{0}' has frame 0, but frames are whole numbers from 1.")]
    [InlineData("1.5,-1,10,10,20,40", "Line 1 of the boxes '{0}' has frame 1.5, but frames are whole numbers from 1.")]
    [InlineData("1,-1,10,10,0,40", "Line 1 of the boxes '{0}' has a box of 0×40 pixels, but both are above 0.")]
    [InlineData("1,-1,NaN,10,5,40", "Line 1 of the boxes '{0}' has a box at NaN, 9, but both are numbers.")]
    [InlineData("1,-1,10,10,5,40,Infinity", "Line 1 of the boxes '{0}' has the score Infinity, but that is a number.")]
    [InlineData("[{\"box\": [1, 2, 3, 4]}]", "Box 1 of '{0}' has no frame, but frames are whole numbers from 1.")]
    [InlineData("[{\"frame\": 0, \"box\": [1, 2, 3, 4]}]", "Box 1 of '{0}' has frame 0, but frames are whole numbers from 1.")]
    [InlineData("[{\"frame\": 1, \"box\": [1, 2, 3]}]", "Box 1 of '{0}' has 3 numbers, but a box is [x, y, width, height].")]
    [InlineData("[{\"frame\": 1, \"box\": [1, 2, 3, -4]}]", "Box 1 of '{0}' has a box of 3×-4 pixels, but both are above 0.")]
    [InlineData("[{\"frame\": 1, \"box\": [1, 2, 3, 4], \"camera\": \" \"}]", "Box 1 of '{0}' has an empty camera: give it a name, or leave it out.")]
    public void A_bad_line_is_named(string content, string sentence) =>
        Assert.Equal(sentence.Replace("{0}", Path(), StringComparison.Ordinal), Assert.Throws<ReIdException>(() => Read(content)).Message);

    [Theory]
    [InlineData("{\"boxes\": []}")]
    [InlineData("[{\"frame\": \"one\"}]")]
    [InlineData("[1, 2")]
    public void Json_of_another_form_is_answered_with_the_right_one(string content)
    {
        var error = Assert.Throws<ReIdException>(() => Read(content)).Message;

        Assert.StartsWith($"The boxes '{Path()}' are no JSON array of boxes (line 1", error);
        Assert.Contains("\"frame\": 1", error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n  \n")]
    [InlineData("[]")]
    public void An_empty_file_is_one_sentence(string content) =>
        Assert.StartsWith($"The boxes '{Path()}' are empty", Assert.Throws<ReIdException>(() => Read(content)).Message);

    [Fact]
    public void A_file_that_cannot_be_read_is_one_sentence()
    {
        Assert.Equal($"The boxes '{Path()}' do not exist.", Assert.Throws<ReIdException>(() => BoxesFile.Read(Path())).Message);
        Assert.Equal(
            $"The boxes '{_folder.Path}' are a folder: name a file.",
            Assert.Throws<ReIdException>(() => BoxesFile.Read(_folder.Path)).Message);
    }

    [Fact]
    public void A_file_in_which_every_box_has_a_camera_serves_several_sources()
    {
        Assert.True(Read("""[{"frame": 1, "box": [1, 2, 3, 4], "camera": "a"}]""").NamesCameras);
        Assert.False(Read("""[{"frame": 1, "box": [1, 2, 3, 4], "camera": "a"}, {"frame": 1, "box": [1, 2, 3, 4]}]""").NamesCameras);
    }

    private string Path() => _folder.File("boxes.txt");

    private BoxesFile Read(string content)
    {
        File.WriteAllText(Path(), content);
        return BoxesFile.Read(Path());
    }
}
