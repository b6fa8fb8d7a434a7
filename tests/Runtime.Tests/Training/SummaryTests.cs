namespace Compiled.Runtime.Tests;

public class SummaryTests
{
    [Fact]
    public void SummaryIsKerasTable()
    {
        using var model = new LinearModel(784, 10);
        var output = new StringWriter();
        model.Summary(output);
        Assert.Equal(
            """
            Model: "Linear"
            _________________________________________________________________
            Layer (type)                 Output Shape              Param #   
            =================================================================
            dense (Dense)                (None, 10)                7850      
            =================================================================
            Total params: 7,850
            Trainable params: 7,850
            Non-trainable params: 0
            _________________________________________________________________

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public void SummaryOfAGraphShowsInputsAndConnections()
    {
        ModelSchema schema = LinearModel.Table(3, 1);
        schema = schema with
        {
            Layers = [schema.Layers[0], new("concatenate", "Concatenate", [4], [], ["x", "dense"])],
            Parameters = [schema.Parameters[0], schema.Parameters[1] with { IsTrainable = false }],
        };
        using var model = new LinearModel(schema: schema);
        var output = new StringWriter();
        model.Summary(output);
        Assert.Equal(
            """
            Model: "Linear"
            __________________________________________________________________________________________________
            Layer (type)                    Output Shape         Param #     Connected to                     
            ==================================================================================================
            x (InputLayer)                  [(None, 3)]          0                                            
            __________________________________________________________________________________________________
            dense (Dense)                   (None, 1)            4           x[0][0]                          
            __________________________________________________________________________________________________
            concatenate (Concatenate)       (None, 4)            0           x[0][0]                          
                                                                             dense[0][0]                      
            ==================================================================================================
            Total params: 4
            Trainable params: 3
            Non-trainable params: 1
            __________________________________________________________________________________________________

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }
}
